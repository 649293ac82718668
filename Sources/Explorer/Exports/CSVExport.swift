/// The last table, curve or estimate as comma-separated values.
enum CSVExport: ExportFormat {
  static let name = "csv"
  static let summary = "the numbers of the last table, plot or estimate"
  static let endings = [".csv"]

  static func bytes(of session: ExportedSession) throws(Problem) -> [UInt8] {
    let undone = session.notebook.undone
    let tables = session.notebook.executions.reversed().lazy.compactMap { execution -> Table? in
      guard case .success(let value) = execution.result, !undone.contains(execution.number) else {
        return nil
      }
      return value.table
    }
    guard let table = tables.first else {
      throw Problem(
        .badValue, "there are no numbers yet",
        hints: ["compare activations   then   export csv activations.csv"])
    }
    return Array(table.text.utf8)
  }
}
