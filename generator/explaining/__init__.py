"""`wenzhai explain`: of one page, where each thing on it comes from, and what shows it in turn.

Everything is read off the declared pages: nothing is known here that planning does not know.
"""

from generator.explaining.asking import Explanation, explain
from generator.explaining.values import Value

__all__ = ["Explanation", "Value", "explain"]
