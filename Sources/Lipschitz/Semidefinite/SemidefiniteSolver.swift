public import Parameters

/// How a semidefinite program is solved: to its optimum by Newton's method, or nearly so and sooner in large chains.
public enum SemidefiniteSolver: String, CaseIterable, ArgumentValue, Sendable { case newton, descent }
