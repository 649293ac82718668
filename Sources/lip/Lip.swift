@main
enum Lip {
  static func main() { print("lip") }
}
