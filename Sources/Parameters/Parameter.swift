/// How a parameter is written.
public enum ParameterRole: Hashable, Sendable {
  /// By its place; `label value` works as well.
  case positional
  /// All remaining places.
  case rest
  /// `label value`.
  case key
  /// The bare label.
  case flag
}

/// One thing that can be set, with the label and the help that users see.
///
/// From this one line come parsing, help, completion, the live signature and error texts.
public struct Parameter<Root>: Sendable {
  public let label: String
  public let role: ParameterRole
  public let isRequired: Bool
  public let placeholder: String
  public let completion: Completion
  /// How many words stand behind the key.
  public let wordCount: Int
  public let help: String
  private let write: @Sendable (inout Root, Argument) throws(ArgumentError) -> Void
  private let read: @Sendable (Root) -> String

  private init(
    label: String, role: ParameterRole, isRequired: Bool, placeholder: String, completion: Completion,
    wordCount: Int = 1, help: String,
    write: @escaping @Sendable (inout Root, Argument) throws(ArgumentError) -> Void,
    read: @escaping @Sendable (Root) -> String
  ) {
    self.label = label
    self.role = role
    self.isRequired = isRequired
    self.placeholder = placeholder
    self.completion = completion
    self.wordCount = wordCount
    self.help = help
    self.write = write
    self.read = read
  }

  /// `label value`, or with the role `.positional` the bare value.
  public init<Value: ArgumentValue>(
    _ label: String, _ path: any WritableKeyPath<Root, Value> & Sendable, _ help: String,
    role: ParameterRole = .key, required: Bool = false, placeholder: String? = nil
  ) {
    self.init(
      label: label, role: role, isRequired: required, placeholder: placeholder ?? Value.placeholder,
      completion: Value.completion, wordCount: Value.wordCount, help: help,
      write: { root, argument throws(ArgumentError) in root[keyPath: path] = try Value(argument) },
      read: { $0[keyPath: path].argumentText })
  }

  /// All remaining values.
  public init<Value: ArgumentValue>(
    rest label: String, _ path: any WritableKeyPath<Root, [Value]> & Sendable, _ help: String,
    required: Bool = false
  ) {
    self.init(
      label: label, role: .rest, isRequired: required, placeholder: Value.placeholder + "...",
      completion: Value.completion, help: help,
      write: { root, argument throws(ArgumentError) in root[keyPath: path].append(try Value(argument)) },
      read: { $0[keyPath: path].map(\.argumentText).joined(separator: " ") })
  }

  /// A bare word that turns something on.
  public init(flag label: String, _ path: any WritableKeyPath<Root, Bool> & Sendable, _ help: String) {
    self.init(
      label: label, role: .flag, isRequired: false, placeholder: "", completion: .nothing, help: help,
      write: { root, _ throws(ArgumentError) in root[keyPath: path] = true },
      read: { $0[keyPath: path] ? label : "" })
  }

  /// Sets the property from an argument.
  public func set(_ root: inout Root, to argument: Argument) throws(ArgumentError) {
    try write(&root, argument)
  }

  /// The property's value as it would be typed; empty if it has none.
  public func text(of root: Root) -> String { read(root) }

  /// How help writes the parameter: `eps X`, `[norm 2|1|inf]`, `FILE`.
  public var signature: String {
    let bare =
      switch role {
      case .positional, .rest: placeholder
      case .key: "\(label) \(placeholder)"
      case .flag: label
      }
    return isRequired ? bare : "[\(bare)]"
  }

  /// The same parameter, of a type that holds a `Root`.
  public func lifted<Outer>(
    get: @escaping @Sendable (Outer) -> Root, set: @escaping @Sendable (inout Outer, Root) -> Void
  ) -> Parameter<Outer> {
    let write = self.write
    let read = self.read
    let outerWrite: @Sendable (inout Outer, Argument) throws(ArgumentError) -> Void = {
      (outer, argument) throws(ArgumentError) in
      var root = get(outer)
      try write(&root, argument)
      set(&outer, root)
    }
    let outerRead: @Sendable (Outer) -> String = { read(get($0)) }
    return Parameter<Outer>(
      label: label, role: role, isRequired: isRequired, placeholder: placeholder, completion: completion,
      wordCount: wordCount, help: help, write: outerWrite, read: outerRead)
  }
}

/// A type whose properties can be set by label.
public protocol Configurable: Sendable {
  static var parameters: [Parameter<Self>] { get }
  init()
  /// Further parameters that what was set so far brings along, such as those of a chosen method.
  var variantParameters: [Parameter<Self>] { get }
}

extension Configurable {
  public static var parameters: [Parameter<Self>] { [] }
  public var variantParameters: [Parameter<Self>] { [] }
  /// Every parameter that may be set now.
  public var allParameters: [Parameter<Self>] { Self.parameters + variantParameters }
}
