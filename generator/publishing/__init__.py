"""What all publishers share: what is in the site, what of it is to be sent and in which order,
what is refused, how commands of others are run, what the world is told afterwards.

`generator.publish` joins these with the publisher of a target.
"""
