"""One file a rule, or a family of rules that belong together: facts and a job, findings out."""
