"""What others need for a row of the benchmark: a line of name, answer and seconds for each, between tabs.

python3 peers.py ROW FOLDER   where FOLDER holds the prototypes; what cannot be imported prints nothing.
"""
import os, sys, time

ROW, FOLDER = sys.argv[1:3]
sys.path.insert(0, FOLDER)
sys.dont_write_bytecode = True
FILES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Files")


def available(name):
    try:
        return __import__(name)
    except ImportError:
        return None


np, scipy = available("numpy"), available("scipy")
if ROW == "versions":
    found = [f"{m.__name__} {m.__version__}" for m in (np, scipy, available("torch"), available("cvxpy"), available("clarabel")) if m]
    missing = [name for name in ("torch", "cvxpy", "auto_LiRPA") if not available(name)]
    print(f"Beside: {', '.join(found) or 'nothing'}, one thread. Not installed: {', '.join(missing) or 'nothing'}.")
if not np or not scipy or ROW == "versions":
    sys.exit()


def measure(name, work):
    """The median of 5 runs, of 3 where one takes more than two seconds, of 1 where it takes more than ten."""
    times = []
    while not times or len(times) < (1 if times[0] > 10 else 3 if times[0] > 2 else 5):
        start = time.process_time()
        answer = work()
        times.append(time.process_time() - start)
    print(name, repr(float(answer)), sorted(times)[len(times) // 2], sep="\t", flush=True)


def chain(*sizes):
    random = np.random.RandomState(0)
    return [random.randn(b, a) / np.sqrt(a) for a, b in zip(sizes, sizes[1:])]


def singular(n):
    import scipy.linalg.blas as blas, scipy.linalg.lapack as lapack, scipy.sparse.linalg as sparse
    a = np.asfortranarray(chain(n, n)[0])
    measure("numpy svd", lambda: np.linalg.svd(a, compute_uv=False)[0])
    if torch := available("torch"):
        torch.set_num_threads(1)
        b = torch.from_numpy(a.copy())
        measure("torch svdvals", lambda: torch.linalg.svdvals(b)[0])
    measure("scipy svds (ARPACK), no proof", lambda: sparse.svds(a, k=1, return_singular_vectors=False)[0])
    if n == 4000:
        bound = 2.1

        def certificate():
            gram = blas.dsyrk(-1.0, a, trans=1, lower=1)
            gram[np.diag_indices(n)] += bound * bound
            _, failure = lapack.dpotrf(gram, lower=1, overwrite_a=1)
            return bound if failure == 0 else np.inf

        measure("one dsyrk and dpotrf", certificate)


def semidefinite(weights):
    if module := available("lipsdp_interior_point"):
        measure("prototype, primal-dual", lambda: module.pd(weights)[0])
    if module := available("lipsdp_general"):
        measure("prototype, barrier", lambda: module.lipsdp(weights)[0])


def solved(weights):
    """LipSDP as a form for general solvers, its input reduced to what the first layer sees."""
    cvxpy = available("cvxpy")
    if not cvxpy or "CLARABEL" not in cvxpy.installed_solvers():
        return

    def optimum():
        matrices = [np.linalg.qr(weights[0].T)[1].T, *weights[1:]]
        sizes = [w.shape[1] for w in matrices]
        blocks = [[np.zeros((a, b)) for b in sizes] for a in sizes]
        square = cvxpy.Variable()
        blocks[0][0] = square * np.eye(sizes[0])
        for i, w in enumerate(matrices[:-1]):
            t = cvxpy.Variable(w.shape[0], nonneg=True)
            blocks[i + 1][i] = -cvxpy.diag(t) @ w
            blocks[i][i + 1] = blocks[i + 1][i].T
            blocks[i + 1][i + 1] = 2 * cvxpy.diag(t)
        blocks[-1][-1] -= matrices[-1].T @ matrices[-1]
        problem = cvxpy.Problem(cvxpy.Minimize(square), [cvxpy.bmat(blocks) >> 0])
        problem.solve(solver=cvxpy.CLARABEL)
        return np.sqrt(square.value)

    measure("cvxpy and Clarabel", optimum)


def descent(weights):
    if module := available("lipsdp_chain"):
        measure("prototype, L-BFGS", lambda: module.solve(weights)[0])


def eclipse(weights):
    if module := available("liplib"):
        measure("prototype", lambda: module.eclipse_fast(weights))


def jacobians():
    first, second = chain(10, 20, 5)
    x = np.random.RandomState(0).randn(100_000, 10)

    def largest():
        slopes = (x @ first.T > 0).astype(float)
        jacobians = (second[None] * slopes[:, None, :]) @ first
        return np.sqrt(np.linalg.eigvalsh(jacobians @ jacobians.transpose(0, 2, 1)).max())

    measure("numpy, batched, no proof", largest)
    if torch := available("torch"):
        torch.set_num_threads(1)
        layers = [torch.from_numpy(w) for w in (first, second)]
        points = torch.from_numpy(x)
        jacobian = torch.func.vmap(torch.func.jacrev(lambda p: layers[1] @ torch.relu(layers[0] @ p)))
        measure("torch vmap", lambda: torch.linalg.matrix_norm(jacobian(points), 2).max())


def box():
    weights = chain(10, 20, 5)
    biases = [np.zeros(len(w)) for w in weights]
    center = np.random.RandomState(1).randn(10)
    ranges, program = available("bounds_more"), available("lipsdp_general")
    if ranges and program:

        def bound():
            seen = ranges.crown(weights, biases, center - 0.1, center + 0.1)
            return program.lipsdp(weights, [ranges.slope_range(*z, "relu") for z in seen])[0]

        measure("prototype, crown and barrier", bound)


def iris():
    data = np.load(os.path.join(FILES, "exlipbab_iris.npz"))
    weights, biases = [data[f"W{i}"] for i in (1, 2, 3)], [data[f"b{i}"] for i in (1, 2, 3)]
    if module := available("exact_bab"):
        measure("prototype", lambda: module.exact(weights, biases)["value"])


def convolution():
    kernel = np.random.RandomState(0).randn(64, 64, 3, 3) / 24

    def largest():
        symbols = np.fft.rfft2(kernel, s=(34, 34)).transpose(2, 3, 0, 1)
        grams = symbols @ symbols.conj().transpose(0, 1, 3, 2)
        return np.sqrt(np.linalg.eigvalsh(grams).max())

    measure("numpy FFT, above only", largest)


ROWS = {f"sigma_max of {n} x {n}": (lambda n=n: singular(n)) for n in (100, 500, 1000, 2000, 4000)}
ROWS |= {
    f"LipSDP {name}": (lambda sizes=sizes: semidefinite(chain(*sizes)))
    for name, sizes in {
        "784-50-10": (784, 50, 10),
        "5x50": (10, *[50] * 5, 5),
        "10x50": (10, *[50] * 10, 5),
        "784-500-10": (784, 500, 10),
        "20x50": (10, *[50] * 20, 5),
        "16 times 32x32": [32] * 17,
    }.items()
}
# A general solver takes seconds for this one, and minutes for all that are larger.
ROWS["LipSDP 784-50-10"] = lambda: (semidefinite(chain(784, 50, 10)), solved(chain(784, 50, 10)))
ROWS |= {
    f"ECLipsE-Fast {depth}x{width}": (lambda sizes=(10, *[width] * depth, 5): eclipse(chain(*sizes)))
    for depth, width in ((50, 100), (50, 500), (100, 1000))
}
ROWS |= {
    "100000 Jacobian norms of 10-20-5": jacobians,
    "LipSDP 20x50 by descent": lambda: descent(chain(10, *[50] * 20, 5)),
    "LipSDP 10-20-5 on a box": box,
    "exact iris 4-6-6-3": iris,
    "conv 64->64 3x3 on 32x32": convolution,
}
if ROW in ROWS:
    ROWS[ROW]()
