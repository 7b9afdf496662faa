"""Run the command by `python -m simulation.cli`."""

from simulation.cli import main

main()
