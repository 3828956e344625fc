"""The command line: `riwaya code`, `explain`, `check`, `schema`; one command a module.

In: arguments, files, standard input. Out: events in a file or on standard output, messages on standard error.
Data: none; `docs/cli.md` is the reference.
"""
