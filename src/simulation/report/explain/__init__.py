"""Tell in plain sentences what happened to a household or a dwelling of a traced run, and why."""
