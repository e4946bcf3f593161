"""Files that charge points and owners give and fetch: a private bucket, addresses that work for a while."""
