import Networks

/// What the names in a workspace stand for.
extension Workspace {
  /// The number of a variable; `_` is the last one that a statement gave.
  func variable(_ name: String, _ member: String?) -> Double? {
    guard member == nil else { return nil }
    return name == "_" ? lastNumber : variables[name]
  }

  /// What a binder must know of names: which words may be operands, and the numbers behind `$`.
  func binderNames(allowingPrefixes: Bool) -> BinderNames {
    BinderNames(
      isName: { name in
        name.contains(".") || Vocabulary.functions.contains(name) || Vocabulary.kinds.contains(name)
          || variables[name] != nil || data[name] != nil
          || models.contains { $0.name == name || $0.network[name] != nil }
      }, allowsPrefixes: allowingPrefixes, variable: variable)
  }

  /// What a bare name shows.
  func value(named name: String) -> Value? {
    if let element = current?.network[name] {
      return .layer(
        Value.LayerReport(element: element, model: currentName ?? "", bound: nil, isDetailed: true))
    }
    if let model = model(named: name) { return .model(model) }
    if let number = variables[name] { return .number(number) }
    if let batch = data[name] { return .data(name: name, batch) }
    return nil
  }
}
