"""What is done with an archive: ingest, link, look up, judge, export; the command line and the server only ask for it.

In: an open store and what was asked. Out: accounts, incidents, judgements, files' worth of records.
Data: none of its own.
"""
