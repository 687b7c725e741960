"""Search that finds any substring, without a server: the index, made beside the pages.

`said` takes from an article page what can be found of it, `folding` makes one writing of all
writings, `heard` and `texts` keep it; `ranked`, `postings`, `bits` and `shards` turn it into small
files, with numpy; `segments` keeps those of old articles as they are when new ones come, `index`
declares the files. The theme's script reads them: what is written here and in
`themes/*/assets/search.js` must agree, and `docs/search.md` is what they agree on. Importing this
package imports nothing else.
"""
