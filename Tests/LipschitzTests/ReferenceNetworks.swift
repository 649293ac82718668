import Foundation
import LinearAlgebra
import Networks

/// The networks of `ENGINE.md` 12, whose constants are known from other programs.
///
/// The weights are float32 numbers in base64: W1 row after row, b1, W2, and so on.
enum ReferenceNetwork: String, CaseIterable {
  case toy = "2-16-16-1 relu"
  case small = "10-20-5 relu"
  case smallTanh = "10-20-5 tanh"
  case square = "8-8-8-8-4 relu"
  case residual = "8-24(x3)-4 residual"
  case deep = "5x50 relu"

  /// The layers.
  func network() throws -> Network {
    switch self {
    case .toy: try chain([2, 16, 16, 1], ReLU(), Self.toyWeights)
    case .small: try chain([10, 20, 5], ReLU(), Self.smallWeights)
    case .smallTanh: try chain([10, 20, 5], Tanh(), Self.smallTanhWeights)
    case .square: try chain([8, 8, 8, 8, 4], ReLU(), Self.squareWeights)
    case .residual: try residual()
    case .deep: try chain([10, 50, 50, 50, 50, 50, 5], ReLU(), Self.deepWeights)
    }
  }

  private func chain(_ widths: [Int], _ function: any ScalarFunction, _ text: String) throws -> Network {
    var numbers = Numbers(text)
    var network = Network()
    for (inputs, outputs) in zip(widths, widths.dropFirst()) {
      if !network.isEmpty { try network.append(Elementwise(function, shape: Shape(inputs))) }
      try network.append(numbers.dense(outputs, inputs))
    }
    return network
  }

  private func residual() throws -> Network {
    var numbers = Numbers(Self.residualWeights)
    var layers: [any Layer] = [numbers.dense(24, 8)]
    for _ in 0..<3 {
      let first = numbers.dense(32, 24)
      let second = numbers.dense(24, 32, hasBias: false)
      layers.append(try Residual(Network([first, Elementwise(ReLU(), shape: Shape(32)), second])))
    }
    return try Network(layers + [numbers.dense(4, 24)])
  }
}

/// Numbers that are read off one after another.
private struct Numbers {
  private var values: ArraySlice<Double>

  init(_ text: String) {
    guard let data = Data(base64Encoded: text) else { preconditionFailure("no base64") }
    let bytes = [UInt8](data)
    values =
      stride(from: 0, to: bytes.count, by: 4).map { start in
        let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * $1) }
        return Double(Float(bitPattern: bits))
      }[...]
  }

  private mutating func take(_ count: Int) -> [Double] {
    defer { values = values.dropFirst(count) }
    return Array(values.prefix(count))
  }

  mutating func dense(_ outputs: Int, _ inputs: Int, hasBias: Bool = true) -> Dense {
    let weights = Matrix(rows: inputs, columns: outputs, elements: take(outputs * inputs)).transposed
    return Dense(weights, bias: hasBias ? Vector(take(outputs)) : nil)
  }
}

extension ReferenceNetwork {
  fileprivate static let toyWeights = """
    b0dKv043AsD8cRo/Foo+P0WPnr6MEbw+M+7aPznIhz/VJzU/WBAwP8ISXb/NyXY/1ADTv/AHqr765N++GkDdv1v54b28XNI/LCWu\
    vr+Smr9ferq9yZpaP/jaRT5Nsy67ZWG0v5FCAD+/sfg+nK6rP0yZvj/5RjA/tzrSv/m6t7+x3eC9P5rxPF46ob2+GAY+KMTHPKJo\
    FT09tJk9lF0LPStxEL7aE3s+YM8VPuf3Gz6eFZm9DC89voZHGr7Qv9e9Lq+fPqj5oj6o/wM/lelBP7WWPD53XQA+v2sDvgGg873M\
    lNG+7e04PmVh5j2MshK+TruSviBvJT6zcOw+NAvsPIJ4zT0bdUa+svOzvQ4s5b1Da869yDlYvpGBDz6xRus+A3WrvpJI/T4I5xG+\
    fOYEvlcuQ7++Klu/6SOFPtiBxb7BxpE+0aCSPKdctT2cWvE+DZDRvKjOk7/HXB2/sRCwPgi4ND+28wq9Izl+vpQE/L5RsUU+5bki\
    vxKE4b4h2kQ94Z0TPc1mu71ffsA+1xThviWQ1749dhe+XKu8PJaR9L2nWzQ/R6Bavu0EZj6ITFS+UDboPeBXIL5wSg6+/fQSP+4I\
    9L3lahs/ad6FvuO4Kb6u1Mg+925gvwOAF798MdA7PKgsPhhnTz56Euy9A9ACv8EMlz71lyE+aZvOvpyL+Twr1yQ/D1gzPcDG2b5j\
    xxy+x4oHvmfr+D3wZaU+TACsvi4TcL42lLo+EkyHPtOC+D5tgAa/KHiwvjgzuD45Zq++FRLsPcYYqrzbCIq++5QGP9To1bvnCDy+\
    sntwve4QtD23WxG/N72fvtF87L7NFkK/GlOzPra9Az8tXdo+bmkjv8uOET4h43g+N3JTvkC8lT5pRs6+F5jGvkA0mr60l4W+CWm6\
    vm8CsD4nzMW+OsQsvm4mbL5dy0k/9wCmvh6gKz7YjCY/SU3avsKImb4T8PW9ndzzvu3V3z50yy++DfG/Ptt3QT5vLcw77pquPlFo\
    4L35EsA+7mPwvsSUiL7Bvts+Ln0/vxtyLD6x3Ba+5v5HvhY8f74Wp+k+5TELvy0vlz5/vyw+CpcbvjCBAL209H8+QXBYvhO5Cb/3\
    M8w9q0OZvgSNFb4UD5g8OHWFPgVtJD9FCfg99rcmPbZYlD7e6c49nBEZv1hAWr7dZ+C+jDN8PnqB5j4W9gA+frq6vqMGkT4fbK6+\
    5W23PdIy2b5cGPu+PTv+vuk0yDt4nW++DAEePq80677IfTE+gi9gvgG+4j6bl7g+cpacvanOHD2JYrA93uUnPr2Pxr1dVcY+DxQ4\
    vko+Lr9EYrI9xfccvRavlj4Vxlc+/oM7PQdeGz0wgTc9kK5uvmxh3L48mpS+QkAEvYYJTb92vx2+NsCxvvtg/7zDP5O+M2m0PLAz\
    pb1tneo+QIn4vblVsL1CIxU8Rokkv90Vwr5T/gE/5P06PqgZ9DyOx8M+uIKCvcJntL0+J9u9Dr0gvwv+qT6/+oi9mkgIvWMB8r3B\
    4WW+dXhMv8DdWj0yZ0U/f+CyPvyn0L0sY6e+U8sUPLVHBj6rPi690/qWPvmJrL4lRcE+zqVgPejSRr4rZc29K4D7Par9iT5+0dE8\
    3KlSPtKKWT8gVhS/FIE1vx5jETxeMsa9qi45PBboJL6Fxlk8njsGPhoE4z3W3uC9zZT9vEdItT1C1To+VTLDvfborr155OQ9gyMT\
    vSdG0r2xjIY+iQvXvvQXL77lYXc+F9ogviiEQz5AA52+V35GPpS38T0lcs8+Y8h7vVGOtL08QMS8lxaGPgogPr5wihG9raRHPg==
    """

  fileprivate static let smallWeights = """
    J6P8PquEEr/eaJQ+A1YJv+9p9T5DJjK/UrGivsDoir4JCHG/MUPDPvScMb/8qRW/6UyBvhppqj4fPLq+b7BjPy+uNrzgXgS+e25N\
    PgtGcL2aL/K+ls97vii5mD1eijQ/0UnxPdnFWT64FYC/VT31vcuVTLyXdkk/sHk2P842WT0v0HE+I8z+vI1Ip76txOo7EcwsvmS/\
    Ez6rJ5w++1i4vcov/z7ngAG/WaC7OwHctz0Ka1K/7aSOPkR+pD4MKUU/SyukvJyRiz7E05U+fTo7v+rVCT7POCW/4LMEPnNbpz5F\
    g/w9qjxrvyrRJz+sKQw+lbDlPq7nnL6VCjK+qixvP0YBs723NkS+MOApvgjn5T7sQTS/iscRvud/y77Qoo8/Vhf5PjhJPz3Z0tc9\
    87LNveyJSL4rjJW9iMdLPyFLBb6wmvO95V0PPsQrKj8QKF4+0xfzvhJs8zyoVUI8SYUXv4+rqb5RBSE+NS9EvpBdQT9EACQ+MYVQ\
    vorC+ryOSs++swiWvu96sz4zvc280CBbv6gDGb8jkIg+YocBv03LCL6FTv8+TxzBvQ3Z770Q2i2+oPj5Prx7mr55PQq/VO9DPTec\
    Pj/0rzY+W9s1P2woET/dYve+a+RIPejwzLzmv888PMwSP+znJz/1fbY+GNoRP96bd76yNco+ZbDjvmfIAb5JPge/tdwUPxAaJL6G\
    FsE+kxQNv76sDz5UL88+cN6pPSVKAj7jFeU9SrqTPJXn9r2noKu+BhoCPxZDTT3XTaM9OitHPgLsA78IWxC/sysOv7BcWT9EwZy9\
    rBe8PjlNRr/SvgO+mfy5Pdh+Vr60gAo/Q+TfvU15GzzddA0/bjZFP0YzTD53cx++fk2ivXTJFj/Wod++U+XRvqcbx74FaAA/R4tp\
    PkkrvL4lLJu+cd68PIyIV77eG+W+tZW1vpswjr2iLYO+L+UIO3fAFr5/h5++XM9WPkqnZT7hNGC/kyIFPsU7Tr4R9+W+htCwPo/u\
    /D0zU4Y+jCRzvpGfUD8y4G8+ZhKJvjJLXT8vYr6+37YvP95tBr4MD42+/suovhhO6r4Sn7+9e7IVPdn2G7wvUym+hl6lPJjeGr5q\
    qU49KTVEvYriwryrlvM9d1BUvv0HZT7hQ58+M0zhPfJwaj1Bx469iYnhPTTanrz5v/C8lf2lvZTjoT5ja0U+qX2mvusAwLxI2Ze+\
    eFJWPhuTUr6bAIO85a8CPv4qOL2L54+++Q7RvZF4nL5rtqU+SVlXPkuMzL603oa+KyYCP181GD4olpS9YflWPjxLoT3MHjc+k+Kx\
    vckHvj41rGo9haOJvhQtMLyVeJa9bz+4PWgRgz03fNI8knFEvjZ6Sj3wHQa+Ocu8PseJhb7kVYK9jjDuvauaaL5NWbw9O9aNPSyA\
    MT1/uLA+WWMDvi2F1T1yAbI8EcyBPYWKlL7ueYy+BYNCPnNKib7iBYE+aXSxPk2jA770RaE9u9cwPWJTsT6MDfk+334+PluaTT58\
    JpI+2gpavmc9SrzjWlA+oXravdx1wz6fYla+M7wkvdkV2jzPsx0+QjlWvuj2sr3dIaY94YCUPPvPAj6D5UO+kGSEvjXrJ79JTKG+\
    Ng4Ivp82ub56A/a96FcjPsubEL5j3jM+EO0LPuwey7xEsAg+FesyPojnrL7YHqw+YXjavoTFDT2x4Ca+1DgYvueWvTz1D+G9En2G\
    vfM0+Lxb58m9pk2APOZe7r174049PyL+vQ==
    """

  fileprivate static let smallTanhWeights = """
    J6P8PquEEr/eaJQ+A1YJv+9p9T5DJjK/UrGivsDoir4JCHG/MUPDPvScMb/8qRW/6UyBvhppqj4fPLq+b7BjPy+uNrzgXgS+e25N\
    PgtGcL2aL/K+ls97vii5mD1eijQ/0UnxPdnFWT64FYC/VT31vcuVTLyXdkk/sHk2P842WT0v0HE+I8z+vI1Ip76txOo7EcwsvmS/\
    Ez6rJ5w++1i4vcov/z7ngAG/WaC7OwHctz0Ka1K/7aSOPkR+pD4MKUU/SyukvJyRiz7E05U+fTo7v+rVCT7POCW/4LMEPnNbpz5F\
    g/w9qjxrvyrRJz+sKQw+lbDlPq7nnL6VCjK+qixvP0YBs723NkS+MOApvgjn5T7sQTS/iscRvud/y77Qoo8/Vhf5PjhJPz3Z0tc9\
    87LNveyJSL4rjJW9iMdLPyFLBb6wmvO95V0PPsQrKj8QKF4+0xfzvhJs8zyoVUI8SYUXv4+rqb5RBSE+NS9EvpBdQT9EACQ+MYVQ\
    vorC+ryOSs++swiWvu96sz4zvc280CBbv6gDGb8jkIg+YocBv03LCL6FTv8+TxzBvQ3Z770Q2i2+oPj5Prx7mr55PQq/VO9DPTec\
    Pj/0rzY+W9s1P2woET/dYve+a+RIPejwzLzmv888PMwSP+znJz/1fbY+GNoRP96bd76yNco+ZbDjvmfIAb5JPge/tdwUPxAaJL6G\
    FsE+kxQNv76sDz5UL88+cN6pPSVKAj7jFeU9SrqTPJXn9r2noKu+BhoCPxZDTT3XTaM9OitHPgLsA78IWxC/sysOv7BcWT9EwZy9\
    rBe8PjlNRr/SvgO+mfy5Pdh+Vr60gAo/Q+TfvU15GzzddA0/bjZFP0YzTD53cx++fk2ivXTJFj/Wod++U+XRvqcbx74FaAA/R4tp\
    PkkrvL4lLJu+cd68PIyIV77eG+W+tZW1vpswjr2iLYO+L+UIO3fAFr5/h5++XM9WPkqnZT7hNGC/kyIFPsU7Tr4R9+W+htCwPo/u\
    /D0zU4Y+jCRzvpGfUD8y4G8+ZhKJvjJLXT8vYr6+37YvP95tBr4MD42+/suovhhO6r4AAACAAAAAAAAAAIAAAACAAAAAAAAAAIAA\
    AAAAAAAAgAAAAIAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAACAAAAAAAAAAIAAAACAAAAAgJTjoT5ja0U+qX2mvusAwLxI2Ze+\
    eFJWPhuTUr6bAIO85a8CPv4qOL2L54+++Q7RvZF4nL5rtqU+SVlXPkuMzL603oa+KyYCP181GD4olpS9YflWPjxLoT3MHjc+k+Kx\
    vckHvj41rGo9haOJvhQtMLyVeJa9bz+4PWgRgz03fNI8knFEvjZ6Sj3wHQa+Ocu8PseJhb7kVYK9jjDuvauaaL5NWbw9O9aNPSyA\
    MT1/uLA+WWMDvi2F1T1yAbI8EcyBPYWKlL7ueYy+BYNCPnNKib7iBYE+aXSxPk2jA770RaE9u9cwPWJTsT6MDfk+334+PluaTT58\
    JpI+2gpavmc9SrzjWlA+oXravdx1wz6fYla+M7wkvdkV2jzPsx0+QjlWvuj2sr3dIaY94YCUPPvPAj6D5UO+kGSEvjXrJ79JTKG+\
    Ng4Ivp82ub56A/a96FcjPsubEL5j3jM+EO0LPuwey7xEsAg+FesyPojnrL7YHqw+YXjavoTFDT2x4Ca+1DgYvueWvTz1D+G9En2G\
    vfM0+LwAAACAAAAAAAAAAIAAAAAAAAAAgA==
    """

  fileprivate static let squareWeights = """
    4eaPPk1pjz5TWZ++SM+gu/4DjTkIOes877GLP1dUEb4/bBW+Wopqvu2bBD/CYVO+cbY0vdxs4T5x68I+G3v5vvNPaD8xEA4+t2nz\
    PhB4KT6nnls/w+0xvvVDn74XiFM+jQkyPwiJjrt1cek+0l5JPzSyM78huTI/tjcUP1jGcb4G3pC8T1VnvnHf2D4L9Zm+NRKrPpAs\
    NT+ByV2/FGVpPontzbynjnG+RMdvPoBZV73JAES/N22Vvjl5K7vjE7y+5GUqvxlsnz/3vDs/CawoP/RNfj0pHIS/E9MMvlAwjD6z\
    Q2O+2LyUvpsENz4SjIk/yWUrPuJGpD0yxq++dllKP3fhKD1gppo7BCamvMLPPr1mQhY99LJiPpzSvDz7mJI9Q2yVvpMufj6F+R+/\
    wDNSP1ZEKb6KJrY+CXwvPiZOUz/z688+lBvbPvZVMr971uS++4/tvlwI375NJ8S+ILf7Pu5EojvMzhc9DhLfvqv+4768nSi/srMN\
    PwqSkT034r4+l+IDPtBF5b6DXdy8gemIvyObuD4JoKY82j/sPezjaD0jFZ4+WD7svS+XjDzXSK++Xkb8vW1oJT45tek+s1VAvjOP\
    NL92n3C/JZwKvu7ivr56BJY+SbpQP4XTyr5WlSg/0O4cP5nb976z5WW+HS27Pg46z76qvgC/69DLPsQvlb7ba6K+ri+uPm8MlT2L\
    sRM+acRBP0UGMj/11VC/OckEPz/2PzyQADU91PDBPYMKRz47vb49nuxXOl9/Zj1HXhC+mGeoPg/gKj59Rwu/NEwov8NAH78lWL++\
    hZ+iPrreU70F4J6+ge7bveULKD8ibfm9t7vCvncQjz/0Jcm+3MuHPqlg7j7B/8w99s6zvcSwKD9PoLM9ABavPlvOFTt2+Vg/HTrX\
    viMnF7/Wf8y+IR0SvZU3zb3tlbU9meOXvuWQhT4Mtyq/xTIXvykC4b3mZae++R7Dvvglir6APK2+DtQbPoL5vD7ECiI/DD/DPT85\
    pr6XfQO/7J8Dv+WlQr/iV58+Qj1dP6cz+bzFLQ8+Iz2Jv043hLwmLpi+j4dAPVosxL5dB7K+AoPRvsBYmr5G4IE/XquzPmOYMr9Z\
    38W9JQ0nvnPzUj4fgTK+4+yGPTGfrT19DFw+fPkvPpTRS7x/Rh6+0SWtvmrdZb44WXW9+sZlvpG/6r7bCmw+wIhwPWXLAb7kpSK+\
    cHVYvvucsr5omWU/7r3bvfM2TL7YyAo/bYXpvTv09z1y3K6+t8YDvl3BIL9LWTo++kM9PyOE2z1+phM++47dPuCi2z73HpW+6pF+\
    vhoRy71PuO0+Mz3LvlDWOL6xO5q8DHLvO58z1jykKQW9
    """

  fileprivate static let residualWeights = """
    D4Qiv5dWKr7zfv07J0q8PlZCuL6ZlhK938KTvRJOeb1KsWq+gebJPUO7mj0sO5o9PKpBPYU7dr3VcES/CpUcO0uf6T7w8Ea/QpAP\
    P8oz1b5E7J6+1UjnPmkOQj3E+B++lOrcvg1jdb7w8d8+SmETPlpkyT1nWe6+qKTSPUdPDb+NJZ8+p4ZmPU7zhz68H8Y+BCRJv79w\
    jzunqsq98rq8vfGOk759ajo+04iQvs/GKz6RVpC+h6bFvk+G2L4F6wq/j6bVvUxkMz61yHc+ICkgvk6YpL4lGTc/mhcLvryxsT4u\
    7AY/GmIWvmQmK7y8p7e7XSYavrukir57dCE+2L/cPm3BPD8uhgO+MCTCvSLekL4IXBe/pnG1Pgr7Ez0JdvM+lN7GPhUPBj4MmYA9\
    dqU6vopihz7p5NM+3mBMPoCTAb+fohQ/lkqzvhhFqj7pLYU9PQMbvZI57D7zmRA/mPbHPYpbGD/66uw+lGwnvjHx+D55AQc+mhYJ\
    v/peBb3j3Is+G4oWv6CDgD6qeYY++XufPqHHtT1182c+OLkfvQ2C0b7+bKa+9ZWCviZpHL8eyE8+NJu/vrn6zD5Sgl8+Y/+YvbHc\
    5D0pe9C+zpx2vvGrLz/CBYo88rOOvJ4p0L0vCqI+jM9vPDjSIj9Sp9e9ldwDP+e3Zr7noJe9eFqavsSkYD0zO6Q+y9zzvhrDoL7f\
    qU2+N6DdPk4pGT2X9p6+t7FOvbuoAT+Mc149vMjkvqLjvj5BWZq+ItPEPmdTlD1BpfA+7CIvviK9jj1W+fg9FkA4P6vnrL5M2Nq+\
    nelGvwia0z6OltS+2VsoPRXQJj6s6rs94mPLPfhHPr6N5Aa8dDyZvrddiD7Ju02+rQAkv/dhN794uMU+4vPfPqpIyD4xapg+0ygP\
    P1ZFFz9/GxS+6HGyvVUsfz7Q3p++ivl5PLWpAj8De6u94AQ8PFAtzr2FCQw/tdtvPltHCz1TXwW+Enyjvld8Sz+THjG9y/srvhMk\
    CL9f9Pk+WBzCPXysxL5ccmE/HqmXPd3ghD2y8xU93ThrPtYRdjx/eT49c1sHPG65u72oE2w9CCwXvsDYRL6qXTY+GuhFvpMGGz2q\
    pK49/qBivqIAID2klQc+bkpqPYzNUzunwMg8wDPvPHN9ozuDy7q8ep2OPpWqTj3qX2k92SsgvhRln741sIC+ofievfqmxD6txkk+\
    zcUHPTr7xT3CViO/arIdPna5+bkkhGS+Yhc+PsXeBT1nLQu+v08QvT8HwL6WNG2+m+3iveJnNT5q3S8/qdh9viODkb7zQl09gfVC\
    PrJqTL5fwDi+2kiwvT3BOT7u8Vg+4WB5PZK4QL4lnBY8adW+veWU9z29OGo9kmFXvpcii76kYu47XEnqPtM3/L64Hgm+exuyPNk7\
    ejwGkSS+we9ePh09Mz1/X7A+e6prvhUSo73iWyw/eFmaPsNuXb4/Znu9tKtFvd9RaL7uXJ4+7CZhPDQSvL58p+Q8OVFBPwFkYjwY\
    ZJo+xEbKvqL2475U3o67ftmmPp9vDT8AP3A+EVsiPmct/756kgc+qKszv5Upq72lCVo9KnKaPZmTqz304AU+39F3Pkhwhr5DQ5W+\
    +QUOv0O+iL5W3KA+9JxdvoJ9mb6swje+GWLCPjfo/T4JMsM9gIX0vuQNRj7jA32+xsQYvdgJDz9E50o+unLDvq4TsD6AD4y8dnQU\
    vdyNET7soEQ+NOPQPevkq7x9aRe+784FPuIb8D651Cm+kRavPQOMaT0Ax4k+ZURxPXlEiT5ll4S+FF8SPoXTl74vw4G+/dmKPb/q\
    TL3Kn2q+KQgCP/Ipxj0s35G+eYzaPudauT1K8XO9aLWkPavojT4Fo4U8bMI3PVIshD6VRFa+dheCvQg+Dj5D+pW+PI4qvkgt2r34\
    KbU9TUkWP1IRV73kJci9k3MfPwVpST2Yako9SBrVPALlrz4oo1q+ZoHHvjxQ1L3ioHo+77qivHHbgb6nvCc8+MOuPpwG472iHZ6+\
    jC3ZvvXCxL1oKJa+P02uO/mPQr35Xq4+Tw0UPpYlur0DweW+IbGSvRpL2b1MZ6q9ikoMv2BQBz/8Xa2811DQvaKDgj4srWC+NzkA\
    PecnOL58+pg+0byIu6+Nwj2PEzu8kHyIPoLrob7yHgQ/4j76vjiLHb6ZSl6+q7pMPvjXvry3+Xo+iJZHvunDprw4sO29euaXPSRT\
    KT7aqBi9LNSsPYt5yz5zTYi+m3xKPqEBvL697VM9ryEgPvqFYL6Uhq++YF/7vYOApj3LcRa9RXqIO4RiYr3DfxC9yQkTvEZik778\
    Lo++bofovkTN8j5ZATa+ms+LPRoqoDxs4oU+VM8tPgjPDz/CV8m9SpA6Psj3Eb/gibU9BfWPvq10h74waHi+2kKhvtmSxDyBNQU+\
    vKC2PlY21D3hAww+cRW1Pu6b7T7c0RW+1CtsvrkDeD6/FYu9IgW5vsDkj74lHdu8tlpQP0A1vz6x722+1G4qPoUpGj/YJ9E4MgRY\
    vZlJqD36+dw9po4wPteLkb53wk8+jXZXvYHt4D51arw+TERbvgxvGj8WWQY/xNtZPhf0gjztrxw5UbtmvtBefjzCsp6+u1LpPFzm\
    D75sc+U+rzoyvib/VL7FTSy+QtKzPirjK70n05M+hFJWvBtScD6QeoA9wX+FPhoTYD1zrNQ8kUPevooegr5s7Nu+/IS/Psmy9D1R\
    SLs8dfZxvtzuFz9AMkI9DKKzvkb6jj5IJCK9a7dMPt6hO79r9y+9CuuwvpXWib7Udc++hJd9PpVeUz7PbDM+qKQBPsddsr3DfSI+\
    hWl9PrzG1r0dAJE9US+kvhHEWz4vnjU+lyqmvod+8b6nrCS+ZcZzvtO3/D6iqzE+kXSkPloxMr2Aska+iCCFPKP3Uj6TKHO+QUy9\
    PtWZ7D5nx948fEm0vnwLJj/ZH14+sveIvQfS4z3xMge/QT/xvqoPCj4KAMA+JaTNvtxCOL5fJ62+mi2WvkmnDj2u3lC+mzSWvSgh\
    ib708NG8DlDoPDKVCj5qpSQ/h0oYPqyuGL4oaZA+Rx+ZPmAChb7YTUC/4w+OPtjF8b7nbf4+XhmDPnjYMDwzePY+HbW6vc/xt75u\
    2ZQ+v6LLPYixu72ndMy9ETMOv9797r1ENTy9JrYIv3Z9D75mebk+0Z+bPm33oT5QRy6+xQcxP4n/Fz9g0EK+eAnBvrMwVz4wgaI+\
    vbmrvWABET6i9Ng9Ea9dPzRH/r4rkrg+es8aPov/Ljx/VtW9ap0UvQ/MWL8k1lC+Xz7WPApRsz5K4ES7PZjePrtm0T4xjHC+MPbG\
    PiKyj7yITbg+JOXhvi5zGr9rEak+NT7nPre5L75f1bo9gLuFPpRLOz4XNDg+To8ivW6FS77f5pU+l0LCPiFPNT6mLOG+rPmuvkBs\
    h73KsgM9tKy5vrDtQr4pWJg+NYnWPeuYHD+NiKy+0be7vpIY9T6sbIY+8oTsvv+OpDyILF0+qDrfPpLthT24XDg+4XG2vl7wFr7c\
    waw+ACJmPC54nb1jWYC9HGFcvp0SFL6EHwQ/SFIIP8i3+z7LhGS+TirwvUQpEz8V0uI8jrf8POpVdj0V5IS9MRX4vvnYDD7FbIo9\
    R2Bivph/GbwGlZ4+9X8qvTuNFryw97y+e8gOvyW5qD3gES8+Q1etvpdYBL4xpBC/7tfevTxAAb5M/669Soo5P0QQAD5sU04+yPBB\
    PkBoeD0zr1U+oGlsvkfABD+qwqW+69E7vrb6iL4B7oC9FHjvPHSyHL5JjD4+SwPYvhvrgr7Y65y92wnhvIyb7r5+o1C9DUpAPnci\
    tj43Ilg8hnSnvhrbnT4YvyQ+ibcHvjC7k72KBlC9UpC7vBJFBr42i3S+YjTJvmQsrjzA/pe8GDc+vjUL7b0E2Zc+e8NGPj/ck76g\
    FaU9xhsbPho5zT1Tptw93evHvuc5Mj0QMi4+vqCbvTGgor77cw+/ckANP2l107472nc90hKEPlHhkr06maE+XEYvPnj71D2GJ+G9\
    iL3/vWtQpL5kYZy+90kcvZ0rGL6EkZK9TBGkvtfgXD7J01q8gv0sPRXAcD68+Kq+4+XiPk359L6k9WO9dlw8vk716zwhtmM+Q2Ef\
    vpZSer2Lm5U+MRyMPCCaTz+CKFe+abvDvOVi3z2oYiA+UE+3PeYnqj2lfgm/pes6Pdo1Wr5aS+Y8Yx6OvlMfJ71OCNM+1wYMPTy/\
    qr6ViOc9LkmlvefTsTzGG4W+5IdmvsxvK79vaLi+h4LrPVrv5z4MZCG9mAJLvDX5cD52wA6+QsoiPjUZWL3J3Dw+INWGvns6hL26\
    gYE9sL8DvxnJWj/WywS+WF+OvXk7Fb5MVQk+UvMuPsRM372OKAu9Inh/vs00uD4cyx6+E3bRPYfW776JSly+8YWZPgLlhr5xZJe+\
    /EQmvs8RJD+oxcA+vVC4PowrUr3Mzi2+zm8svg65tj4gfQK/qdvPPaq9mz53+TC/TgkcPPqNCz5HU+o++n9JPXNgo72RGIW+czYT\
    vqfxIb7THx2+QqmRvu2xiL4l0bm+alGPvjbb9j2Llse+TYnevnc3Sr4fiY+9K+vCPZGboj1Jqdk+FMYyP8P3GT85yk6+bLmJvo0u\
    kL7SNoW8GZL/PoeVoz041M09V02UvG86Xz2t16o93TSRvT9F1z2J5PO+ziu0PAKKCz+ZJD8+fnVAvnuUij6fSZu9l/Pwvl3Jfj5A\
    iRs+ZlEaPQEXG74Lgca+AzDIPlhzYL56h4w+PpZKP2n0+L5078S+HKGMPhmpxz18mpw+jMaqvkSo9D6oZag+kaq6vlBVIb6RD1c+\
    ZKtAvt2De74CHA6+/JaQPj/JlD7S0nm7CyuMvdwcQT9B3QS+3oxUvsS7zrxEjLi+RyPfOskDq75J+Jk9vRwSP1Di2b4mWBY9W9wV\
    PzelQr566Ji+QEVovjMnh75lYOs9zUfOPtSJn716oy0+uawlP3cl9LyQ9v4+IXi+vP4nsj4V46G6wuXzPVkX77yLz309FTMqPgds\
    nj8vXGM+6TzTvGpNz70orOY+DJkWP9XtIr7PfYk9UJmMvqzX1jv450O9WQsVvo4IHD46PP894UmbPKb87zvyuui+3okFP6KYZj79\
    CZ09oXfUPPrK8z725L+9F6SsPomWwb0ZwOM8k/ngvBVorb4Lq2g+ZflfvtkaOT7H5hE+lKwdvm0VK72kfH4+FW+QPG9AAr5WIAK/\
    yAXqPWPRuz7jgI8+NuxOvgke5D0kvp2+8CsXP23tgz4JJ70+az8ZvkKytD2/2zo9Q9pGPc0j17320Sm7Ahg+PZTAjrlzDb65Ab4J\
    vjEK9TxIOau9FPjKvLg8tD1fEqm9qrc5vomQN72IjBW97hUMPglriD0IzbW9x353vSsfor0smO48Pq5QPUgU7r2zw069Lu1lvR2o\
    jLy39hU+1gyvPU88xD0P0gi9sHSIva6Oqr3zMUi+8zYXvhtx0j0hyuk6OCazvGRetL1c0YA8A1EXvhk+2b1oVZM74ZYtvbY3pLy1\
    1hq+LM+YvLVnlDw3rAK+TFeJvTepMj4cbB48iuAfPeKoGjvADsK9xKudPTgma73hA6Q9UZXVPRv56T0lkh09YAlDvV2Eer3a3pG9\
    EXeFPRct8z3oi3E9glrlvZ6TojxrVXQ9v6y+vXTzgTvIThO9ic/evahxUb4MC3K9lnwnPlKkPT7PxmM9yTjKPJxI9z2SX0W9n0FS\
    PbyXlz2sidY9sOexPUeJWT5ixVy9p6bvvcU3+j3ftI29LjOAPrhqcb0glzC9ZtaAvb2X+jyPqSw9ms6uvD/aib1BIes8MrXzu5ne\
    iDxH0Xs9zDOKO5Fw1Tw/vd68tWEbvRpMgz2eqsM9fUhBvvb/lz1onlC93uxjve0VeDxxDCO+p/DvvK6D5rysT0o9bzyCvfQnCj7w\
    Fwy9erb+vAjbdr0wy4c9f7ivvdW0OL5EiDA9TXBkvVk79LwaM6++uXm+vV0hpbxoJsW8NlmaPLQO4D1IYno95kobPLMLZrqB4Sm9\
    fiTKvehDpT2kBm89dmuMvZkfk701ezM9uaU/PqbVCj7xn5c+ufLsPXfIhL0HZ847ZtAavsH3072wpAw+4XevulsCBr7uoK49OwAX\
    PiENur2Wj0Q+pfZ7vGs7QzyWez0+XEbbvV4qejwnVie98GqQvXazQz358va9wNegPYn6Mz1l5xY8GutmPV1RCT7Gs3W9KLwIPX7w\
    IL04EK49Ky4KvBpyUD2/p3U9TMScvKDrvjzVjsc9LfaCvBvsFL2VLdW8nPe6vdUWAD7JvCk9r1PHvavOU7npgZ69dfOiPdYw8jxG\
    79u9ZhcJPdt8sjxOYks9CZLrPXvhND2gxo09OmnZPXHRCL5QHxA+s8h2PSn7NL6E/rM9405COwQCFD6gKBE+bd2RvVNAW7w/mqi9\
    q2L0ve52uryxmqC9PN7APfsM6rwwHdQ8iicNvh1BkbwMjIy952xcvgT8Sr1OHvi8VHW2u9mxXz7JEva9mwyBvdoqdj0nDlE8vIXF\
    vLbFszzpO687AjkmvIyCKrxWL8k8lyaYvY+xrz3mSzy9wMdOvWrLgD1B/+Q86a6sPdUjEz6L57E9IZHuvY2yFT2bT3a97OlivWEQ\
    MbzCn5y6P8apPUfKwzyV9C89xIwMPaW5Yz1Q0y89aIcIvaSvBD6MyP48oJLrPUdGPD0EedY9fPdqPBToTr0fV+08hruqvXxsrToO\
    ipG8C762Pfg+DD0PqVq9ldQxPfCrnj0XtXI98X0XPoR53r0yZpi9MdeYPaa6Tz5RVj+98X98PSKZGD2vR8+9C2FAvg4bVr2oww69\
    W4Y7vVCCMD0gf108IO4rvpF+O73QjzQ+tdc9vTb3DT7nc4w9bqiIvUYbNLwOJb29HhuOvEddaz1JJfC9zwWfvb2aCr2mC6S9j/8Q\
    PQ5Y9L0+rnU90y6KvHedPD6eQ3k8GRAYvopOKz1Z98u8B+Z9PUn73bsOpzk906kvPIA927zQw/u86v5aPXpklT3E7uq81PNGvkNP\
    Fr3BnQ0+VKpKPawxKL1Vya89ICHZvZ3dqryhPf49Hj8dPoPB6T3qL/e9woBdvcShxj3Ldz+9EAvWvUquLLxDDDY9XQAkuyuVKD7E\
    hBU8kmGbPbRS3T0px4g8icFcvf6Cvr1Nrwk+xQr7u4B5ibxHDkE8X9rivDTt/L3RXTi910KfPIppXDzDFAI+E2qUPcEDILzJVFA8\
    s9sDPgWmRj4G+ZI8VH8VPJq5ZbzDdfO9kCCou5NbPj3PET69hFPSPe4RYb1L9g+9/oenPZmEOb5QomG8bYiMvVZ5aDtEUhe9AUgW\
    PRj2/jxlqkE9LCroPRxbwD1KloE9sH62vf1P9rsQaSC9sMLjPbJWu70gg/a8wjQsvtH0lL1Fxn+9aB9cOZKLBz6GhRW9CEYmPhiP\
    Dj7pHcQ9u5Qbvg+OVr20p4G94XYwPeh3hr1vCxk90dxePhJATj2O3/G9HsMTvQXaVL3H+oQ9B/YCPcgmu7zD1hQ9mXPfPJ/vg7wd\
    Bka9IEbOPS58Pj3oQBi+5yvpuqUzo7t44bU9He47vcxj2z0BCk+9Y6zLvJp6KDxhRN68gvkSPaNEqT0A5Mk9vlhEvREemD0heKw9\
    0tECvrtXDT7bzcI9I1hZvZYgPD7P/R09HFyavecJBD6aBAA94+VrvRdj2b0T+PC9h1BlvLnHNj7rsaE9rMHzPSOqOL3XMeC91gbS\
    PDAojD11uFO9a5oZPruxyr2Me4k93N7Yve5qrTyMegM9pAyAvO4K3TwLP029e+m1vY2emj1Lppi8Y+G3veHrFT5dc609tomJORkv\
    czy6R648MqMOPbo+KLzNteG961g+PaIXR73rRbw8YNCxvRLhbr2FYXQ+MeP4PU6KXD1MWtU8gy3uPakztL1N4249z6qWPCIR17xJ\
    sEO+etMJPdpYbz0oWV89NFEHPSzhOT334sg8m2pdvdRqIr1uIgo+/haAvUUxpL03Dow9yyIkviGbED4v4qi9GhgGPWWy+b3XU948\
    XG71PWlUG7522/O9eD5NvYYfNz0GMl49vx5RO5j6irwA3g49s0ErvKwLzz0mOMu9UZ7MPS8TST0AaLO9eYWAPZhqh70H/i69W3t/\
    vfwVpL04MFU81l6GPWnNqb0Ti5K9LWx2Pd7esbyWbh6+mrlGvQT7gT2BKA2+dP2ovQK4UrzboE49kayvvcCpFT2RfIE9P31FPQIu\
    6b2BkoU+fwq1PU9WOD7lA7u9qCELvbGq571Ds168/c4qvFVDkTvWdQG9Bs3FPSb/yr3KU8k9fGhovV/af7x0O2e9qVwQvRs/vj0h\
    5ba8uWAhvGy0wzzx/PG9SUEMvm7Z5D02J2O9IGiNvSg3fL10z6u8cY3lPMwtLbxVy868Y+M2PJwNCbvxdHo7LNU2Pce0dzwDkme9\
    1qp1vSj2JTw5OOk8zl3BPQF1CD6UPCA9G4gVPoRKnD1HnMe9R12gvVVwuL3JTgq7rjOPvGybiD3lOIs9wFExPZkcq704Ve68Re0a\
    PsNZQT13DAg9MCldPSi5NL1EMvK8bzFAOjgBOLqrMZO8UTP1O7/2MbqcyYI95R/KvaiLZr6hI5M9vxJkvUnv2z0J6yi+8z5yPcHS\
    Fb0UaVM9q6LRvW+5D76TPT29DbXSvaEuVL5mHGc90/KnPWuiszlGnr69Zh2KvIPgATyoADu9eQBuvfpVlLyx+5Q9lTzavOS3N71u\
    zX49/F+qPV6+zrwitck94saDvLdE+T046Su9iB2qPfjXib3DWbq99L/dPQIwxzyt6QM8ej/EPfCP/zxIEzu9AEpsvTQOlLmti629\
    oqGePM5/Ab4nuCU92LexPJ7NNb2cKGW9JXpEPEM9nT07KaE6ZA92PZ/Ldz2DzPA92DqRvYYZB74LrTG+GGhqPUNuej1sSQc9P0Fw\
    PJX4wbxe8yA9TvZtvRqdlT3N3hk87/ptPRClnr297Li8zwPNva9quruGfVW9Y2LbO5/Snr2nwS08bVhmvZtqUb2cGzA9HC2lPQcX\
    nD3k9Q2+1yA7vTaFHT6G2Kq9t3mkPXWHgr31uY69ATSzvWCm9TqmUx6+a5Z1PZGHKTx/qEA+8uMlvT6eOr2NDOQ8aS9BvXOgnz3v\
    M009LfMAvZhMHT2ceE09l7YHPFFhr71A2go+gPr5PBHmAT7EuGS8lhS6PfsIBrzva6Q8G/UMPgY637x3Wt29J/8RPq1G772BjrY9\
    jj1CPXS2Oz4Dv828RbEOPS+f97ocw4G9HH8gPr/vK7748oQ8+PxmveifDz6Hubk8iziwPWXdHL2GZaw8it3IvPMNBj145A68OrPc\
    vCA5pDyHVE+9XBjjPRV6zTmPhAS81/P9vHg7sDohj2i8PvuVvb6nzb2B7CE8yQkzPbBXBL3C8OG9fq9OPQV4+z2JYQA8f+yoOyDp\
    fL1AQjY93laUvZ5Hi70+m2G+tHMJPrNtRT1GVX+9SZOJvUfh/z08CrA7cv8PPJAjmL1KyF4+B7Qpvg/bFj71t1Q+aVsHPVBASj2o\
    gI09Np/wvPLqmT2ch9S96B+bOrREoj3YykS+lDBXPTCXjbxn2uS+HYGJPrMuM7w0QbE9gvrUPW58hL7rIPA9Kb1rPPFMHz7sVEC+\
    46p9vqCg5r6MSqc+lclCvwfn5b1ZxGA81gT9PTnuZz5fJRy+eYDFvccUvj30dVQ9s2tkvi0o+L3Fm0q+MujQPd4Tqj3Sz8u+/J2C\
    vjkgIz4HoIq+L2giv0R1sT0Gxo6+1C6WPtW1Cb8ndwG+nzgfvhWLZD4NVq8+RCNIvun+tr53tV++EY89PbhHIT7VAxE+WWUnvhcW\
    YD6ionK+3dxRPZrmeb3TaQW/ys++PvOplT156pO9m40ev+/kF796zVi+MyzsvlUR3r5vaaO820Z2vhJNvL2kZFU8XMZAvpgYojvp\
    Edu+KWnZPVMgpD118le+b8iNPuvZmb0oGB4+YcOJPmgZCD5ioLu+VvxgvoC54r6ATrE+7DxQPc0C4b5KWIa+r5WBPoLcY7tUmxc+\
    sVVFv76TB78AL/u9c82avofjz70XLyg+5nNBPqHkAz/M0DG+b33YPUrNpL3S4aM+/BTSPrZsH76HEi08ITQFvcKQ/r4hw/0+SAGf\
    vnzrzz72SAg+yawjP3DuiT18pBC/t2l+vgEWhj6j8NC++rgFPTB/wL5vWN29WALbvstOWz4V7IK+vlMJv2H9KjzdtZ88GqfrPvyM\
    vL4Deng9iEFTvk+tXb4m2Km92CFJPZGPSj6b0Py9C81FvfDgg71lzsU8W5fSvp7tjD1W57S9ZTzLPupcUL6XhNK+83kVvjguFjx+\
    fle9jeAEv83xVj7cAi48HlSRvaiBlj7R70M+Vv/xvnF8P74jBlC9Kw7jvQ6HHj2Afx+/axA/PlsKzz0Ucik/hph0Pv8X5b68seS9\
    KxE0Pt3FAj8Mr5C+AawAvk4Q+70yRgo9RAVxPs/JbL4JTKG+6NSFvR6UeL4adU4+ZH0avnvo4L792Iu+cUryvToovz4Kldo9cA8P\
    PnKg0z2HCa6+liYcPmo2M7sMztC8rhi7PRo5nL48zRA+0PQUPybHxj6TbsC+YnK7PIgG/r38lD0+moDKPfaAOz4ghT2+rp3ePRg1\
    SD7AWu+9w3ehvfYnfb5/08o+dtJjuxCTsz6pHV0+foBxPgz3ir7HBhI9i8adPjGPuTxmfR++V9xhPrICRz72uoE+TFTUunlwzj5u\
    czK+llkrPvyiCz68Jws+b6MivjI4nT4UhRc/69iPvinoVz7PPsI+W90rvxFR0T2A0T49vwcsvkIhrj39Q769qWezvtVKgT0ynlS+\
    3EWjvswuLTyVw9q9wZYPPvftCz5DLaU9pZZhvieYJr6Fix4+JiIgPgKgn7wRlgc+qGILPieUVj0/8j8+NyJnvfqrUb5URUI+WQrB\
    vcdzXT2zOsS94uDaPRj3hT4rl5++AXvAPPgw7j0q7mq+f8EZvsULTDwUZXs8ougsv5KqxjyIQbs+cFCMvqR8jb5dA5K+jN8lP2wO\
    z75NWZc+O0rCvnvEYz7fXtC99Qs7vhdKzb5iwgU+OyWEvuETRT+3wVa+dH2RvpiBur7aFFE+RNwavZKunjz3lZu+OSvmPYAbe74s\
    CKU9Jt6FPhIOwL12s5+84aXKvmYds740IXI+ZaahvvcatL7lLkK/TkbQu8RWxbzPCkM+WtvbPo7B4b0Byz0+ytelvnoOyT55fyu9\
    IOxwvoPGJb453ME+FQiaPqXpnT6VBou+Qr/VvRWR9b5rWV++2VTJPYKJWr4XwFw+i7g2PeQmxb0zOrK+q/UKvr35HT5Qpra9vtoC\
    Pkvc7T6SCEs+jsqVPpO5tL3bsTM+2dWgOxW9f72MrHi+nlOcvgrXaj5HYAS/9AdlvtWryD68wGs+ihrFPaaW8D1qfpe7H4n5PmRI\
    lL5A5he+zPSOvgft6jpX7Ie+lpqbPPwPBL4ZOZ+9g0ugvmj69D0MzPq9cyDpPpCkMz7zsr4+6/uQPiAWmb5UWgu+EKgpvA7Rhz4A\
    7G2+oGmnPG5nWj26w0W+FCRnvohJHz1B3dm7GQsYvrckTb7cosi7nDTmvuDH/z1aiz+8N+4ZvjIpz76qwvs9qEbHPjbwIr5PgaS+\
    Xi+VvTex0j4cJoa+B0TKvW7Roj37jC2+6W3kvntpEL7QyeI8+CCkPXmqjL43ZYM+gUcZPY6gtz7A0zy+yqMXvp8rEb+NnJs+XuVc\
    vmTt+j7CXoc8nmlJvhD1Kz6QCRS+MqozPk/Ps72bexQ+IJcFvzoYOb6g6b48uJoYPv+xrz1vol0+TMbSPpRTWD5OHki942sFvo3d\
    tj3xPTu+BuzjvY0S5z7rmuA+UgnfvSUUZr5TQKI8mSmzvXaBkjoS/9C+h8vvPuALGj68wxA/lhayPRqQsD4iAcY+l3TuvX1LTD5g\
    aiQ+xr7mPezwg7s8IhE8+CcJvn6FYj02HJe+fAqTPbP0rr7Phow9C01kvfo44r1v2ys+zdhTvvaKFL4miJw8ne0ZvcLdAz9x/cY9\
    4KS4Pe4VS76IvRU97lkGPkcmKz7n1bI+vJ0/vTjvqL1PwPi+X3eUPbnzYb7yhyu/TtI0vrcpzb63Bl2+1l5jPbWLgT5MSSW/lpgJ\
    vrQLcL4cSxe+QaZrvIo3Ej7ljr093x//vv26nT5IUb68aWvkvVqUr71a+Kw7l3iUvkphIb5N7bG7gbkOPnK+dr4DwIO9V1uJvtyy\
    +b10mGc+tOgavcvHHr7BkeW9sOrbPb/ixb4EWNq+9GD+PYCe2b4tSIk+O5vqPaaPdr6kSwO/bVzOvpsxHz61C5q9kVgtPy13872f\
    kbu+idEpv4TQD758gSQ9KXsXvQXPBb7oA9i+iTjkvMHeU74viAC+JCK/vtKQ3D4o8de+gsA3vnZlDL8v6Aw+2WyaPNjtoruAfIw+\
    oanLvqReXj5b2sy+vbNavkYZkz7jlKS9FgpXvviCVT5XYIS+kWVdvova/r1JNhu9Nj12vhoBVb083cq9w8+lPldss75qr2g+KYdY\
    PpRQFj5aXKa+FWa5vGTKcr5LlGw+JKhEPpXc+D3+oB4+1rIzvjvGxr5AqZM9kmarPAaWgL0U+wA+8SIxPoAdDr8W8ds9UmGQvb8y\
    LT90j1W+pWuwvoV7QD5octE9MgqMvj4lnj6iihC9xxPlPml5pb6eg2a+og0cvtfJnj4fcAo9gdVHvhKJhz7ZAjE+x77ovISbnD0e\
    eS0/jBfRPoLRzjweDNg9+JzfvkEqdL6T9qm+np+TvtYDF74NjR29hmm4Ps0Ltz4E6ys+vYHSvkWXtr4sCrO9wUh5PtBpE7/K1xG/\
    NbsYPyUjpb0FfB0/G8qpPsYl+L0H6zm+Oo8SPw29eT4wbY+9camovRuqqr5SrCe+grskvoMfQr1AKE+9RC3HPqsZQL61oCy+j9jL\
    PjFkbj4vqVk+rTJqPrdayr7VvJG97DvkveV6hj55vCY++hktvtjiFz2AD+A9lr88Ph9lzD6ERAC/4g/rPkQzHD0WOxQ9ZrSAvJWM\
    BT4Jk/w8hS8TviyfW75JHng+ag1iPoN51L1JJCg+TIp6vfawqzyu0fa+0atpPpgeVT2qJyW+0faRPvD/UL2NoFI9Ez6NPtiM0D6X\
    y2Q+9aZUPbjhjL7vkU++bWcTP9ZoMD3ZHZO+fZvZPoJhCr+EQao+/fzdPbfv3TyRr3m+CjmPPnz3Sj4p0ak+iPzevtdwAr7T+FG+\
    dFJ+PkNVEb3371W+HomWO8aUED4HQHG+kJK0PZ0ps75P9ws+tXHmvoWFuz3eIQO/FL69vm3MxL0BGvg9xLUWPRh7EL4x2Rs+41Uj\
    v7NbqD19Irw7QVq9vmKqyT00NQU+oSG7PhOJGj4uIpI8shXjPhOpmD4SyHY+JfiSvmYLlj1nou69lm5Avq3WE78KRF+8ua/iPmfC\
    PT9nw4o+nZaIvj8Efj55yjK+gjfxPtbHuj45Dqa+pb4APmcr+752sr291cpsvSOKzT48FyO+TPR4vo/IFT5QP36+t9OuvkJg7z6o\
    0Jo9uPyLPeaGRj4kVc69BiRZPpLgYb50SgG9kepovnKVAr6np4I+u5UiPznFtr5wsHA+S9yIPlTnbD6pIuC+TLONPnEOsj58GRc/\
    j1hgPsDq8z64EiQ+BlOXvY1+aT01Ov097ULzPHXmZj0F1Fi9Mlrfvfr+hr3USEa9OBDHPYfeyr0okeQ8CyeLvIflZ71hsPM9y0Wq\
    vOozpjzsHL69mY0OPnh2nb0XQ6m7YqZvPqlhDL4bcM47xbMyPMp46z2KcbQ9g3scvjktNL2NPQG+L+4fPmbYyLwxi4A95JczvjDP\
    W72CASi86EjsPYiMeL2xISs8918DvQ9Iwjx19Lq8p+YDvhavI74hZxs99NmuvOIEtj3JmTy+i67avFYGGb7ttrA8GEaAO+yU5z0/\
    HNs8eR+oPRZlz7xDdgk+83RNPAO60ryq4EU9MdmCPVYqoDxi1Ek90hIEvsVaCr5GPPw9wDT3PAL3LL2XiC09MZOKPB43t722yeY8\
    +EtKvZlm1jzJ84i9yaxQPTuDl72EcBc9/zUsvu2Yu70guZ+9kmrOPBSbfL4fSRE9lBA+vphF2L0olbk9JOHHvaUalj2Rkeo9kWpf\
    PZnOSD4A1He9FCxivgP1/jw0opu9ZOyEvZDaoTwo75a8wtMavQcV4TzpLzc+SAEgvdsMqL2Lh4s9ZmnwvcH59Tt4zIU9SnCRvY1W\
    MT1F8oQ9RYsTPYm7gr3tqDO9Jr6rPfdcWr1sCwW+6lbtPYVuq73sguQ8YvV1PFaEZD258AQ9X5UbO3NrYj7QKte84GzLvVwSQD1u\
    8b+7wgyUu1Mmjr1t7kG+MfNDPd+jxT2tF/W9mePNu0pNDz5H7AY9psavPeFY0zxrAPG99OtWPCaYrDw40gU+oO1UvUZzPD0hoDs9\
    cJEpPc+ejrs3Epy8e4WMPTITWr1XOwQ+mjinPbPPJb7LdBM9dE6xPdKI5Ly4N4q8c2D7vaYQCD6HYh47dicHOm4XzDvur5S9KTOu\
    vTRLIrxKcRw+dPJFvSGWDTyZUdm982y/vJBK773uwSO+dDmrvYrMGzm5aT296MepPafnrj0SFmu8AMkBvhmv57sXl9491/jUPdfD\
    6rxqQpm9ES17vchAAj6aX8W8kTAPPoWIrT0umCA+VRxevReAKj12TQg+oznNvTJJkD1pIfW87auGvUalYL24som7/iD1vHI9vjy+\
    Eqe9kYj7ujED2b3kgqA9D+mPPJEG2LzX2cq9uO4Ivsa6ir3feJC9SiFOvQMJXj3iypW82tRXvc9Lp7zT/5g+iFKdPV5q3T21DaU9\
    laUTvYUFNz10Qi69KyMTvqvZUj6xiuC9/ZmtPbui5r1DKQa+IvCovRh+5D3dKPO8yqXNPYqIwT1sTfo9ydOtvZAHzL3Yn0O8MFWS\
    O9oNjL3rmOy8ZJSRPKyRjzsDYJI9QbulvaKx9LxhrD69hCqSPHWXor1fmSW8HPaqPaHy6LyJVWw9cI4nvj8K4r1HbkC9xxOTvQu9\
    DL0AmUg76huuvdAD+jynOUU9KACoPNJplz1+7oE9EH1yPRftST09gtw9OvByusmMDj2AejA+dAwCPXtMgLzBGvy90L0bObS5DD74\
    VR8+xcCbO3MAHD0oktg9+kJfvBZbobu6OZu8i4l8PVLYhb1pGA297QOvPEvevzvbDg4+fDuuvHVco71SYt68biT2PNlS4L2+ul89\
    8Mgovh3wEj2WhYW9XXVZPWFOC7yn6l69SU8Svbp6mr2tkQ0+bj8vvv0MJjum4NM8K4dkPXI6x7xm1em9y8YEvh2ewjzNtEC8QVCB\
    PapspT0A2ce9shAcPZvuTT72q8G94mMCvm2no7zJerc86C5vPb1Fpb2bxYk9NnmxvVI6ZT3OKya9nsH8PM9Mhr0o0689hef2vW3x\
    QD1YLR08eFxGvTV5ZLz26gk7PTFqPbFWCz7GU6C8RU+oPDcta76aMmm9QChGvTbwEb3TyAI+LhgRvir0Ar7+Pu29N00UvXyueD3d\
    b8u90W8nPnwZQr2DA0s+kjJIvnKk471Vapm9m94OvOKsHT2rTwQ+/Pv0PbiOS74+sJA9NRK9vdyM+LyDUrQ9+GPvPfwaO72fKse8\
    ESDqvTgzU72d3KQ9dT/YPYoEVTu49/M8jpyIvIGqI72FRN08SBGcPehqgzpGAEO+EFEOPqxORb03baE8d9iuvDHnDL6veCE99L0E\
    vtziDD1NAIm9gerbve7xKjs4KXK7PCIFPtcbmb2RVlU9v9PmPCq4rT0XsAy+p8AmvhmK0zyGrY89duqoveUXqj0XGrm9zXALPisI\
    2r3Kka+9CUCtvAnZlL1XQva76D4mvbTNub1PLwK9tAq1PBlLKT5OE4i9aOhjvXrWtbymtLw8wPczPWk4Wj35YTy+EKK3vMCzer3k\
    Jna9ErW3PTXoLzxffz6+p42qvW191zvFuuS8+PSsPO/B1ryy8cU9ilM8vZWKiTwMZFm9FcwfvkfHTr3IsoC7SATUOsoMXb2n87+7\
    X8BfvVArNj7Q3u89K5JivZ7Hlb2sTw09FwkXPp7BBb2uMgc+wcdyPUdN/j06RWQ+IzDyPcDkgTzu1aG9qiIWvuo31b1K7QC+FQ8u\
    Pvw53L3O7i88RJbkPHDY7j1Xmri9YHUzvQv2ST6deJA8EyCJvT2c6jsvWPQ8ppxuPbqFlbz89Us98sQyPijpkTxAj4I9Q+RtvbEi\
    D715r/y9pRY5PMxVijwT6ga+evPeO5l7dTtkd1A9zr2MvU1BKT347829DxkAvlHRkz35htK8a4ghPvEV0jzuRgc+Ls6gvXqyFr4d\
    oCI+WWGwPMgOGjwg7jU+jzizvdTfID2zMrA8sphovHg7r73DtLM7j0UivPkZ2zyeyka9NiUHvnMyz73fu3M9sUb7PR1eLr7S9VG8\
    GgE1PWJcDr3iIJq6Mu/QvR7jUz0MnxG8ouUUvrS9Tj23lxQ+C18gPUcUZTzEAue9g+fovTJw+72K55o9mWd2PXgcaT1jpZM9Cizr\
    vYNSdrlUxJC7z7TNvK7m/73GPv89vHAzvf9rAL0Lx/Y9PZwRvkMI7DxHTMM7fmr4PLh3Bb32VDm9NyYDveGZUr6XGVy8qyeru9qi\
    Rj2cejm9D6rJPdxfPLtn5sK96DkGvlVcn71TFBs891gQvlty6L3324S9NEgHvqvkn718Ooe9qwwoPeZCO74n8wk9rmbhvK8eLb2G\
    eVo9vj79vernOT1QA/k9KUBvvfobkTxP64c9h/UYvNs7uD3XBt+9Xqsrvm20hL0XgAs+Jbtdu21/jjzjPzE8fYWrvTCBNL39IDG+\
    UxHAvKDN9b2dEKQ8GUBPPWjIGjzXJ9k9Mr92u51Akz5yubQ9o2t3PSY1ZD1agI89WkuIvBmZLTyZR3+75zcQPvuSpb1LRFi9vq2o\
    vU8AmD1E4Y680+ddPt5+Fr2zSye9NpBGPAPw3D1ZGmS92pHxvML5IT51reu87vyTvaMQujuhLiy9CwWEvL39DT7gnRk+WY+PvKRR\
    773mboY96/6qPT4r7r175su9J7+8u+Vt1rzBdP087ZWJPV8Izb3h7kM9TbcivIPLn70zMSy+kgrHPC0N3D3ZLMg9KElYvETPIL3X\
    Ae288Hz8vRTghD1eO6G9JFPkPUAjHLyeGwu8IhJ7PaizvzztWS2+M4dTvb0I5T0uejW9WlAKvkabfj21XOS9KMptPZDr6D1FzyS+\
    iEiGvf0E1TwVKwW+MbsruyA/zz0EDnQ9mFi0PfKwqL1Kmgi9uKU4vYC0IT3PACu9cVekvIwzHz6nOQ++fzY+PrGKO71i5Fo89dgn\
    vTmp4rzh0im9KRKGvjTKED7I3Ee94lk4PacZtDxjt4G9huYHvsxNHTyTxGW8sBqjPQp+1D3MygG9/n8tPTyaNL0N5qw8i3bFPFCe\
    0z3DcjC+/xn/PcgUIL4ACBU8kQ5QPYOkrTyH3Qy9u7qKvT1HHb5Jwe88JFcsPCsjjzyXumM97SNuvZQA1LsihKs98yBqvSYoYj3X\
    kI299CksPTfLhLx4LRG++ZafvURBFL5P6Sm9s9PyvVVW+rzfK7o9OstWOiQqY768QPQ6obGOvbAbHz7u3Ks95yMAPuYYMD7+AYE7\
    CbEaPlX+JL16MWM81BDEPUZoEL2V94i9NQWdvECA2L2cxRK9+1igPDhbLr5WFJm97g4wvZl6aD3wSn+9+gtoPedfpj0Uj8c98Nn/\
    u8yi5r1VJUk9lq4fPuT5NL0dpgM9UGSCvGAVL70U9wQ+LiHWu23ZuzusiBi9o37+vVA2ob1OMm88gxeCPB459718d6A9JOYFvUBb\
    G76SyWw9ORwZvSV0rjwyLfu9Gpb5vaJsEb1TcqM9z3GMPLSe6r0AmSA9WIojOx+61Tvk5xk9YNkCvVuRCL8odh4+2hvvPisenz3E\
    9DM+6LjbvXzzWj7Zrw8+p2/fPZ78CT5ke0Q+aUP6PnZqcD603Bo+3jQlPqqf4LuWn92+NMJNvqb8oz7oxIA+scItPo61/T1NW2Y+\
    YBuWvj9us76B3cs+d6IavjnsHj7J+Xy9g/h/vlEsfz75R3O+JKSOvmFYp75OM92+kn9RPrtOML6MSx8/NkswvowAMj4gOKA+gacb\
    PxUKsr4b2AG+pMHCvQXWAD3mOGY+Qxb8PMF0Mz6cshc/dZ5/vvEiWb4tsB2+TOkTP7raDL7Ir6A+1idLvkL1Jr8JUsC9Z85+Pr2s\
    j710w4++mbfhvhQQMj7e39Y9yWZTPqLshb7iExG+UHKDvktAvj5qHQy/ZSVqPr55Xb6/mpc+4JAVPrQHdz5UzZQ+I9hhve0Kkr3K\
    E16+VapXPrmAsz3FGfK8tE2qPelNhD4Jjqc+6wYnv3aYrL1lpF4+SOqCPaXYAT9VL1a+iiSxPn0StD6AMqa+5dUsPoJTDb7dpyM/\
    qHtZPe9Dsj7MFcm8e6ZPP2PiuD6bSQe+6F8BPhRSTT6r5Oi+339yPlbXkL5+/KS8g/Jxvi+DYbw9lLY9oPfmvS2qi76HwKG+LF8v\
    v23KR74XWek9oPEpPov2ND7FWTc+/AYAv61ql75sIOy9G9mrvvPUAT+ObIe8Wm5mvWmCdz1RDia+oVTbvfY2uT5eTJ++SS6vvg/U\
    uj0JpEW+u1hlvi1jQj3d2dE+REGrvo6PaL4QmyA+oysKPLHAOT6PJ3y6tdWbvhHOmr6FDia+Je4NP6a8gT4RpP2+p5qFvolSVb7Y\
    r569S/luPlwBj73zIty9zYl0PoukIz978OY+6LqGvsxgmr4G7gy/HDDFPvmCnzyq1ya+peaEPhf89D1cP1E92RSCvkseXD1xUC28\
    +3/9vcbDxj5qAOe+Qj57PX1UqT40qxG+FWpnvUGBDD9MGag+xcAYvskDzj06aN09g73TvXGQkz3akIG+FgyxPjMftj52F9++zSC1\
    vl6cRD7P2tU+w+z9vgpFH74c25e8zuEpvr1nq76ctR0+igONvhDnXb6xAe89AOlxvhufsb52glC9aSCcvEhliT6vq0u+mYkXvprc\
    qT1b68O91bcXu20iFD7jTo2+UwBZvsPPBT7toFQ+VxIjPsU84D2PUSk+AmdNvuJsJL2f+bq8iZJVPegsnT0Qf3G97GP2PBOFJL/h\
    YJ49pS3vPZojXj6feo89/ZwEv+GYwT2Qiqw+Ze/IvqE5Hb7oHCw+ZEtGPundHD4lD4O9tumFvQt9er6rlEA9SHQ/PmGBAz/N6w6/\
    benvvu0wsr5hqPU9AQWdPuvkYr8l0d0+jAK8PDAHOT4VGr49tvA1v8kJs75W6zA+6hEpP5Di/T7/Rs8+hmfUPrmd2T2fBJC+z1gk\
    PunjQz4Hzwi/XiV1vYy8ib5+fAY+MJIivhp9ED8kxy0+KacwvlxC17090Na+vkuRvmfvPT3oLIY9oYO/PQyPLb0c+cA+fb6SPeBl\
    I74jXJo9dC4bPq6Zfb4Kd0A9ctrcPR8whj6TTNq+cgC/vgHguDzapri+ZUy7PuiK8r6wCto+kbypvc0BFz7OK7m+qojGPrfJ7T6I\
    oII85AA3PhmGh7341kg9b0XmPY1phD2eiJe+M6iwPrR2Fj5hIKW8AaACv77DO70N0I4+H8EtP4CjDb/Yhtc+txsyPhbQir6TEE09\
    QGMNv5MJLD5OM16+QFvyPpDG+jy8Qva+MdUkv0g7Bj6mP2g+t5TyvgL5mr7UiHw9d6/uPZUHqb6JJvq9PnnGvv755z5LnBw/S2c3\
    PtqNcryzyX2+dk7yPEI5TjuNB1c+naTkPio8nL4k8wY+kngBOxlMxT6B2MO9fz7nvVsGmT0s8ci9DCfMPuSAML/oaTO+pegaP5sV\
    Cj29Zha+5tO9PUOJ+z7VzTS/FGU7PS0Uhb3a1t09e25MvZFiGz3ayLq9EP0MvkQD3LwgqEa/AhllvbD3f77CP4o+Vm0fPunq5r5W\
    LfQ9BP3RPXhKBr9hRF4+bx8VvbaS1LzpQfw9ud8mPHuMsj5mxEE+mN1GvQsK5bxHbQW+2+GRPshTg74ItXu8ekEtPZfs+z5amHk9\
    w7qtvvW9Vr28FIQ+OM0Nvnl2MD/ONn+9I+2NPrPMar91P86+PPOSvUwfPDyXU0A8toguPkyxdT4R67u9lxFCvs1JHD5tnSi/X/CC\
    Pequcr72HhC90rgqvkwRwzyHccy+jzn8PZqa5Dzr934+PYYcviQUXL1LHMU+18NAPrPevL6cVTY/iEIwvoqRNj3AGuQ+rk7mvVQI\
    Yz6GGqu+YB9sPr5oPz2u0z2+Gy4xPewDDT5aZgG9IBRNvjEEir5WMPg+IBMrPmZvPT9cAiM+/S+tvNxIw77acHU/ocEuv6bDb74t\
    M4e+bO5EvuEdGL8dl5c+CiJ7vo6/eb5S0kQ9CzievaJExL6pltY+6g6avlKF1L48Q70+nnMyPqyWqD6XVOo9f9KxvujNjz6Pygg/\
    EmMyPqzsxz2WpPA6oA16Pq3FUj4/zGw9vlCZvaInFb7j5WQ+bEgvvL2xSL14g4Y+4iXgvhpiGz4dq8+9wKydPvGcGD+Loqc+Nlmt\
    PHu4xTwTt08+bw68PLb8GT7fytE+p2avvj69rT05I6u+5NYwPpkiTz5//fW9uE0VPbjetr0eP7g+PQqCvrzEAb9X3xg+l4+aPled\
    sT5mzyc9xnBSPXbKLD6ftGq+VZ8RvktT/z2PuxA+ckbRPr/1nb72iY29HFWsPc5Ztz7eiFO9YsqJPWmz/bxdwsw92WjlvYsekr77\
    0Tm+CVKePpCp5LwwPHI9YACzPrKx9z3/k1s+1KJwvlZq8z0jIYU+3w7nvsNb1D0lohO+2gA9PQoKmj5dXGs+5G1DPPj4jT0EnSS+\
    g4vWviexL77lhJY+4RJYPni5B79z2iI9i1EZPs2tgT6LRgM+25IjP4JFlb7Uv249wOa+PaZt1D67y1S9HDyRPck/DD96k7W98dlO\
    vi7BpD6zwiK+4SPLPuMSbz0xQ/i9IdefvBPccb55W+i9n/sYPNE8PL/A5BY+cT2hPRyMMD5f3pG9cZWJPvaGjD3X1FA99ZMvvU/L\
    Bj6QeGY+yYptvacagr3j4jO/yYc0vvwphr7VbWi+s8MPP2CSrz6feTC+NkS9PsevBT51mRI+YwxMvMRIrbz5V3i+wqxqPsiTQj1x\
    AVE+UsqAvgTeyL3ZCLi96wI7vmwUNL5kryE+L2Spvpj7KT2OT2K+YbvfvkNQBT7Kygw/8fkAvRYGGT+xRLE9hI9dvsbjeT5/QZG8\
    Db8EP85+i753HAY749GFPt4S8D6sgpG+TjjlvgMGdb63ICQ+8vnVvuI4Or3skQo/fYiXvklFzj4ulsM+JhXeveL0GrvRUL++9yzS\
    PnZYq773g7S+oCejvgZiyrxfiNI+9xajPq4EOD4/JIk+4cOlPh+ZY75hDtg9xbGEPmLqpL2LFg6/J/OaPobc373cNyW+i7BkvELm\
    H70xFuE+dL4TPknw8r3+das+hp2xPtW4qL1x6bQ+izD0vvbMEL7S4+Q+4QKpvTvp6L3IrmQ+rdjevSDIqz5a41c+TB3BPZW/OT7q\
    Bh++0zG3vc3uAz1POl49MOkfvqlVrb4gre6+xKoqPmpBq77Ub+e99fcHvsLRKr6ajSC+yFW/PvoxcL5pWuq92xY6vvxrzjssI6u+\
    6Hzevotnx7y6FVg+HAdfvbZSQz5SgYE9aw3WPljtLD4SMV8+iXcZvtnU0D1Hu/y+KJUzvtHKFr/vbqO+l01YvtSnAz/CtVa+TssO\
    Pv1vFr9mC6u+y52YvlgpGz5gVHo9SOalPsZYy75D/6G+/SciPs688b2Ns4U+xCKSvoMV6z230NA9Yd+xPantSD48E+49ZyPjPq+c\
    xD5ilgq/Sv9Vu/ShXb5RXNa+jqjBvd/CLbyjwBa/pniDvY5yHL7ldpI8j/YlPgQWFD8oyqK9YZXXPnIXbz7z+La8vqlxvieKzb0B\
    KxU+e3umvZKPW77KM8g+TA2EPv6Qhz6Sx5W+oNMcvh13zr7v/DS+i7Y8vtbc7r1i51U9zlV8vgeI0D0xLN09NYMyvbKRbDwKe4K7\
    0OrgPWcC/z2AaF09NftrvZbm9TvRoNK9wqvDPS75jT0hbs29CiPRPRiTbrwr8ho+ck4pvajYZT3K1bi8UNpRPr1kmLwBX5u96F8V\
    vE1ohj4dNqe9uZb/va0irLyFxDW+2MXyPRR4HL3BiiG+Q14mvl9P570ySD09jhvTvTl3x73mLgA+Tq8APh+cFb4xGdE9x/JivSAb\
    77yuGoW8IOkjvfipKr0zGd69HVkJviWqSTz3yAe869Y9vaSkrz1aiSw+P9X7PHk9LT2zo7y9rl8vvPJvJz41R649ONUYvbxqZj7D\
    uSW8d3HSPfTwtD2Y4BO8S5BRPpqhCb7UqZK9pVJ1PdeklTo9xgu9CMiIvQiGAj1sP2c9FM8EPkMCwz1pyqo9We4VPVFBIz5YsH49\
    gFxOPrRaPD6Id+w7Z2+QPcW+UL1tNKG9mRgNPqHbtj2wq3m+PLeBvTRYlDyR+pq95/o7PaIHyzqjmJk9Wp0GPQhNoj1C8WU+nlRg\
    PfQ6ADzoDW08rpmUPMpMnL35yCc9UliyvSW+AD4SOv49nDrAPYLls73b3yM+MU4hPffzrjwr0BY+6mcGve8K8jqLNqq9s0JyPCCF\
    Z71t3re93FSEvRV5jj1Ct6I7ke0APqbakb3N3FM6iDCcO11d7b1jKxy8v/ciPv3fz73iv2+9vXmOvepfEL390gS9WILoPGi3w7wR\
    zso9ls9UPpq71rz6nRQ+XKP6PR0plj3BC5k9zbCgvWE2Bb6fimA9SZiqvR1zUz3AJki9hPetvfPTyb1d4vo9y5sMPp1rbD4BneC9\
    xOepPVIVU758rf48X62MPYBqCj5M8rA9PUMaPR/E4TxVOwC9VQUiPcf3br1SXvS9a56rPT/nhr1QSg29iqiivaazGb2Oawq+f/6e\
    PWa1Fj6HmVq70COVvMe4qj2D4Qq+bj6dvLhXOb1p4da93bIEvs/L9b2+5N87h70bPH2mhr0iUqO9WMa9vYsCLr4DJLG8kSnmPYV8\
    Mb2nsi+9/C94O9Q5aT0GyPK9NvIhPmH7UD40Mug9VTk9PXrKpbz2vPi9N5kKPo8h0r3UlTq+c58pPKY1Pj1FUE88giU6Pb4fX7sQ\
    JAA+g0EmPLzmpz2jvcY9LBEGvRvlbjwVv8q9WANbvk0qgr2BQIU9VXSUvYs7jry16r29pJsSvJFNgbzwmaq8sogjvoyz7z3KMcE7\
    umw6vmNapb3DvmA9OtHau6vZgT2SQRI+ALJPveiECr4vySa9xR7hPTT5lj0Mj2M9cFNEvZap6Lv94Ai9e+cHvSwcAz7or028Gwfv\
    PYfRDT7Noy+8Q0V0PYdVsT0kOrC9ozCwvRmc7b2DkgM+IGyzPQS/GLwxfgm+iIrgPY8fez09C4m8EiBWPc5v2j3c+uU9zmgtPpwV\
    oj2YcvG8RRikOcvYMj2CrPm95iO3PQ3UOL0sjZW9rMbMvZYtsr3NICU+BGzJPaFlwTvLxJw8d3PwPHzErDx1abU8RM8NvvP8s7x/\
    /YC9jP4BvSkorr17bMs8YBokvffHSbwX5Ji9FDjOPdnEZz6e1UY9S4VuvdQcY7yGXiW96B73PEWbBb6Z54G9JjCrPBUMfr0/VCA9\
    GJcPPtIRIj2c+gg+xlRPvHsTkD3rSzM9JV+GvEwWfzxSsrM9/jYdPTv5Ub6rQ+U9BSyQvdDVBj4VZm88gyAtPJ3l6bzjUCY+dLx1\
    vWdeur0HrFU+xHOuvWbTCb4ChrC9urCBvWvByzwJjwm+WJAXPp70cL0SCik8T7tFPV+bervR6pG5GNWmu+LO8T1/y4y9/1MpPAOf\
    gTwwtL895VHzvQBl+T3jumo8I7kVPikNUbw47Z28xjqDveUEcz2J8Ms76yUcvE/xIz7K7NO7vGohvVRJwT1OmmE93eKNvTxRVjze\
    lNO9f9VYPtn3A71G0pq7p35QvXrtHb3lESQ+XRI6PVSswr24HcU9AlkWvnbO7DzHkco9HI8vvd1CRb26v4A9H2STPYixMz2Fm2O9\
    5HejPRwqGL7ZAzI9lokNvnpa2D1DVLe9+aOzvDFCCLxe3hi+iiKivDtJBj3rvde9Tv8NvVYTzz055d69HYRCPelPNL0LrKW98tYt\
    Phw1yb2Vo1U8uQr8Opc8hz2W2xA9W4KgveNdAbxMOA6+WDvFPQHS8jyZi2S9JKDku7x+DLwOL9M8EWEIviW0orynJsw94CYUPtH8\
    LD54cFy9j/jmu27vtT10i8m8Ca0iPcHrhL0OUCI9QTk4vQHksj0Uuks+H/fEvKJx+7tjJK08DczdvExB/zwCDxU9HKcnPaWPnz2r\
    obG6LgTKuxP1jD1D92Q9+h+nPWsNDz5apsA9OVoevRZ2mT1Wwkq4lp7DvfHaMLyCnoq92eaFPbnigD52Vsa8Pmj9PYP61Dy2sPo8\
    HbU4PiXav70veNS9wo9iPWM5Bj27FC68jLnwPG+ahzwrXhk+iX5aPQWeA7xC1Zo9Vyz9vPdvLT3sB5K9ZX/1PUJ7Jb6INni9GFOs\
    PULcB7xTYBc+Tk0QO5NtFD0ylpS94cWZPeO5+b2Re0i8BBZZPWOnHz7HepG+jNfXPErOsj29NdO9VD8SPRkG+z1I0T09TZduPAs3\
    oL1IrLw7wrGXOXOIAj6BrZa8+dGqPdquvD0GwxU+tpwBPX+Rt72aFh68euJfOzhRSjzVdkq9bwxyvfY8RL7/MZ89CMwCPqMlx7li\
    wr473aQZPsElsz2m7M89bLDMvbJzHD0IcWa9gLbVPNupXj01RrS9a/S4PLL3zb1pEly9/7wkPb79rL0scIC9MHd6PgU3oTwpMc48\
    ZMnmvGxiAjrSaZ28b2R+PAvcpj1kXsQ8grcjvc0LXDx3pja97tsGPXgs5zyP8jE8CBN+vAP9Bj5efGg9etnePaEkLz1EWMC9zLIH\
    PsR88LxQxT89h6Z6vT4WYr0bpcs99cpavWNnOj2bkoi8udxMPYP+mT2+E4U+2XEnPTDyo70St/49JRE3PGqCsD2HfAs+O3bJPStj\
    +7sVYcw8FO8rPlDyg7yXzla9JnIXPdGqkr0bXr69u6jwvQ5dUD2wsO67k4+jve6Odj2F+T286HvbPZz1jr36sYm8FRPdPU5J3rv4\
    MM69rYGZPT8rcr08V2o9xZvVvJfoy734c8a9xwwhvYss4zvftXs8MWIJvfKcobr4hQO8J8GfPc6BXLtV4E28s0LvPGNXn71Ekcw8\
    /WF3Pfm/VD3qxfk9av+IPCFS7bmkdL89hds8PY2Hcz2IjiA8Tpgyvq3V8T0V7Ow7o1rDPU2SCD1JfiU+SSrbPZd2ur02vwK+vz45\
    vi4FPjsyBnS94QZbvJ4Up72SMQG+rDGkvUhaSj1Xmua9/AKoOyjqDDyPgws+ILUHvgys6TwPPIk9wXnwvPY3Hr4cnH694lLGvbto\
    RT2NF5K9s1n/vEKquTzutM88TEJ9vkC2Pb0MaDy9bnQ+vrmgMb003xq94/iIvfRTBb5zUhA+ylAKPn0qvb0DO/Q8hRCHvYj7SD12\
    HyW9R3uEvezBWD0jwGK8i+usu4bxDb6zGgA+b4eWvK+jOL0S22S9Q9Y6PVQgMj5HH8694TiCPU1glrwUsyO9JUSTPc7obb0zL2A9\
    dOsLO2EuKr522Vs9Le1AvnadYD4dwjK8rGAAvmKPgzwv1wC9yYK/PSkDIz4upK49E43LvGAkyz2XiY6+BGKnvTMKQD1S4oW9/Dg8\
    vpr9S76d5uc9RwYUPoSZPz4UKqC8ymSZvaSBlT3iGI49esHhPISlwD1npZo9MBZLvaWtrDz4sYe9M9zcPYR+c7vQjsA9+KDmO67S\
    wz0hXIO9WWxSvsO7eD2zios9Co/Wu6p2YDuW6ms8f7mMvFh8pD1Fek+9LlNdvV241z1vNQK91dp4vCvMmD1SLCk+LkD+vFoFfL0f\
    H6g9GNyGvQDjFD0cXkg9GmUHPY+Ywr3s2+08/jesvbzAaDvc85g9HHuwPbhCQ726BhG+0uSCPAJNLT7qIjg+fD2yvFmmIb4UyQQ6\
    3dI3vjkzC7u1CU49LsosO+Xtlr2OXTE8x9WRvas/mbwWXp8991QdvhN6zL10LmU96FGjPEUNFz4LiSU+Y9MCvv+357yH5jI9+Nu/\
    uwMGNj755aS8TRscPACo6rwMESw+OV70u2NHGL0wtqE9onEmvk5RuLyfsk+78Vo5vedSNzwtz0u+/75gvnSWBT0nw0I9GxA4vZ25\
    cj3ABKm92F2XvGyKsL0ocD681m2cPbLooj2wIxY8NsTIPY5JoD6Y/eG9GitlPkepDb0h+4i9FZKTPkqGSL5Fqts97ku8PkEbcD4b\
    k8Y8iFcoPkNzlL6aq1I+dOJivsyOQD5lPIw+ui29vauIHT5zF2i8X6EcPZOt7D21bBs+c85lvux2Ez6a5Ii8vH/YvRJMHjsL9PQ8\
    ZJEBPpn3zz2D8sI+qAXrvMcEh71j3fA8vuewvpz1Mb7X5tI+ghNhPQ3QOD43kZk9Fl1gPYONt76hDJk9AElLvb0RQr2rjyG97dz7\
    vUnLlT0GTIY9YoMwPmmbqD76FJY91yuAvuLNHj6SpMa8ACw2PSoZSjw/tkO+EbwIPqT3g730ExO+oTCCPjrrAj3Kyi4+6pSOvjY2\
    Fr71Lqg9WHQdvqvUrD6oao29obtEvcg2qbu5a429Q1iAPOPVebykQDI+aYidvp8vsjs9u6Q+dSyjPQf8sLzL9pO+EVudPUEhC70n\
    VTM9BOkSPgxd4j5dZwQ9xgrdvhXa5L1FkNS9NHaiPvuwxLxHUsi+2x9pPRhTgTxt/Im9oNiYPA==
    """

}
