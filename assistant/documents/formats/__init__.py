"""Writers: a `Document` as bytes, one module per format. They know nothing of demography."""
