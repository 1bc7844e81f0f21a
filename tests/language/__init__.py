"""Tests of the German language package."""
