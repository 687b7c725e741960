"""A build shared out among many machines, by Dask.

The process that builds reads, plans, checks and publishes as ever; runs of pages and segments of
the index go to the workers of a Dask cluster that is there already. A worker reads the same folder
and declares the same pages for itself, which both sides prove by digests (`agreement.py`); what it
makes travels in boxes (`boxes.py`), through a folder that both see or through a store.

Dask is an extra (`pip install 'wenzhai[cluster]'`) and imported when a cluster is asked for.
"""

from generator.cluster.client import Cluster, reached

__all__ = ["Cluster", "reached"]
