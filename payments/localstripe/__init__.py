"""A Stripe of one's own, for tests and for trying things out: it keeps state, signs webhooks, and moves no money.

It answers what the gateway asks, in Stripe's shapes (https://docs.stripe.com/api): the real SDK talks to it.
"""
