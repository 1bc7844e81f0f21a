"""The web: the API of the contract, the page, health; aiohttp and nothing below knows of it."""
