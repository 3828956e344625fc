"""`python -m riwaya`: the command line, where no program of that name is installed."""

from riwaya.cli.main import app

if __name__ == "__main__":
    app()
