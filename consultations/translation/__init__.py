"""Messages in the reader's language: asked for with consent, made by the relay (`portal.core.translating`)."""
