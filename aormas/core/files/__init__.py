"""Papers that people send: received piece by piece, cleaned, stored by content, shown page by page, handed out safely.

`partials` keeps uploads that can go on after a cut · `cleaning` makes one clean PDF of photos and PDFs · `store` keeps
it · `pages` draws its pages · `serving` hands it to a browser. Strangers' bytes are only decoded in a child process:
`children` starts it, `sandbox` is its script and `decoding` its code, which imports nothing of the application.
"""
