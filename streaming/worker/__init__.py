"""The worker: reads what is wanted, looks at what runs, plans, applies, writes what it saw.

plan (pure) ← step → fleet (hosts) and records (database); loop only repeats the step.
"""
