"""The baseline model stated again in Mesa objects: an oracle for the kernels, a peer for speed."""

from mesa_reference.model import ReferenceModel

__all__ = ["ReferenceModel"]
