"""The model stated again in Mesa objects: an oracle for the kernels, a peer for speed.

From the world that `simulation` builds, every step that acts in a run without policies: agents with
methods, agent sets, institutions such as the queue or the commission, plain loops. Equations are
stated again; what is shared are the keyed draws, the tables of the law, the codes of the schema and
the settings. Of projects there are demolitions alone, with rehousing under the usual charter.

Equal to the last bit are all that households, files and homes hold. The image of areas, private
rents and prices may differ by a part in 10¹²: NumPy adds in another order.

What it takes from the tables of the fast model is the order of rows (`register`), for private homes
are taken one after the other and equals are ranked by it.
"""

from mesa_reference.model import ReferenceModel

__all__ = ["ReferenceModel"]
