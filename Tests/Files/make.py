"""Writes the files that the tests read, with NumPy alone: an independent writer, and an independent forward pass.

python3 make.py NETS   where NETS is a folder with the reference networks; each gets x and y for the forward check.
"""
import glob, json, os, struct, sys

import numpy as np

rng = np.random.default_rng(7)
ACTIVATIONS = {"relu": lambda x: np.maximum(x, 0), "tanh": np.tanh}


def forward(layers, arrays, x):
    for layer in layers:
        kind = layer["type"]
        if kind == "linear":
            x = x @ arrays[layer["W"]].astype(float).T
            if layer.get("b"):
                x = x + arrays[layer["b"]].astype(float)
        elif kind in ACTIVATIONS:
            x = ACTIVATIONS[kind](x)
        elif kind == "flatten":
            x = x.reshape(len(x), -1)
        elif kind == "residual":
            x = x + forward(layer["body"], arrays, x)
        elif kind == "conv2d":
            weight, bias = arrays[layer["W"]].astype(float), arrays[layer["b"]].astype(float)
            side, stride, pad = weight.shape[2], layer["stride"], layer["padding"]
            padded = np.pad(x, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
            size = (padded.shape[2] - side) // stride + 1
            x = np.empty((len(x), len(weight), size, size))
            for i in range(size):
                for j in range(size):
                    patch = padded[:, :, i * stride:i * stride + side, j * stride:j * stride + side]
                    x[:, :, i, j] = np.einsum("ncab,ocab->no", patch, weight) + bias
        else:
            raise ValueError(kind)
    return x


def chain(arrays, activation):
    count = len([name for name in arrays if name[0] == "W"])
    layers = []
    for i in range(1, count + 1):
        layers += [{"type": "linear", "W": f"W{i}", "b": f"b{i}" if f"b{i}" in arrays else None}]
        layers += [{"type": activation}] if i < count else []
    return layers


# The reference networks, with five points each and what they become.
for path in sorted(glob.glob(sys.argv[1] + "/*.npz")):
    arrays = dict(np.load(path))
    if sum(a.nbytes for a in arrays.values()) > 100_000:
        continue
    meta = json.loads(str(arrays["meta"]))
    layers = meta.get("layers") or chain(arrays, meta["activation"])
    shape = meta.get("input_shape") or [arrays["W1"].shape[1]]
    x = rng.standard_normal((5, *shape))
    name = os.path.basename(path)
    # One is stored as it is, for programs without zlib.
    save = np.savez if "iris" in name else np.savez_compressed
    save(name, **arrays, x=x, y=forward(layers, arrays, x))

# Numbers of every type in every order: the tests know them.
numbers = np.arange(-6, 6).reshape(3, 4)
types = {f"{order}{kind}": numbers.astype(order + kind)
         for kind in ["f2", "f4", "f8", "i2", "i4", "i8"] for order in "<>"}
types["i1"] = numbers.astype("i1")
types |= {f"u{size}": (numbers % 7).astype(f"u{size}") for size in [1, 2, 4, 8]}
types["bool"] = numbers > 0
types["fortran"] = np.asfortranarray(numbers.astype("f4"))
types["cube"] = np.asfortranarray(np.arange(24.0).reshape(2, 3, 4))
types["text"] = np.array("Zürich 漢 \U0001f600")
types["bytes"] = np.array("Zürich".encode())
np.savez("types.npz", **types)

# A chain that does not say what stands between, and one whose matrices are inputs x outputs.
small = {"W1": rng.standard_normal((4, 3)), "b1": rng.standard_normal(4), "W2": rng.standard_normal((2, 4))}
np.savez("chain.npz", **small)
np.savez("transposed.npz", W1=small["W1"].T, W2=small["W2"].T)
np.save("matrix.npy", small["W1"].astype("f4"))
np.save("image.npy", np.arange(24, dtype="f4").reshape(2, 1, 3, 4))
np.save("objects.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
np.save("complex.npy", np.array([1j]))
np.savetxt("points.csv", numbers, delimiter=",", header="a,b,c,d")


def bfloat16(a):
    return (np.asarray(a, "<f4").view("<u4") >> 16).astype("<u2")


# Safetensors by hand, in the names of PyTorch's nn.Sequential, with 10 behind 2.
tensors = {
    "0.weight": ("F16", small["W1"].astype("<f2")), "0.bias": ("F32", small["b1"].astype("<f4")),
    "10.weight": ("F64", np.array([[1.0, -1.0]])), "2.weight": ("BF16", bfloat16(small["W2"])),
}
header, data = {"__metadata__": {"format": "pt"}}, b""
for name, (code, values) in tensors.items():
    header[name] = {"dtype": code, "shape": values.shape, "data_offsets": [len(data), len(data) + values.nbytes]}
    data += values.tobytes()
text = json.dumps(header).encode()
with open("torch.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + data)

# A bomb: eight MiB of zeros in a few kilobytes.
np.savez_compressed("bomb.npz", W1=np.zeros((1024, 1024)))
