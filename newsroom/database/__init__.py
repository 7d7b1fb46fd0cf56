"""Which PostgreSQL do we talk to, and how is the embedded one kept running?"""
