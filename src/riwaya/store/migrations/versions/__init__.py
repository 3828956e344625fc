"""One migration a file, in the order of their numbers; a file that was released is never changed.

In: an archive as the number before left it. Out: the archive one step on.
Data: none.
"""
