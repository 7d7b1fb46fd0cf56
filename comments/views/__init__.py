"""What does a request about the conversation get?

Each view asks the policy, opens the wall, and draws the answer before the wall closes.
Nobody without a yes learns even whether a comment exists.
"""
