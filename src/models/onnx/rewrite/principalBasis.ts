/** Rounds of the power method: each divides what is wrong with the basis by the square of the ratio of neighbouring singular values. */
const ROUNDS = 4;

/**
 * An orthonormal basis of the `dimension` directions in which the columns of a matrix are longest: its first left singular vectors, up to a turn
 * among themselves. Adds, multiplies, divides and takes roots only, in a fixed order: every processor finds the same bits.
 * @param matrix `rows` × `columns`, row after row
 * @returns `dimension` × `rows`, one vector after the other
 */
export function principalBasis(matrix: Float64Array, rows: number, columns: number, dimension: number): Float64Array {
  const gram = gramOf(matrix, rows, columns);
  // Unit vectors to begin with would do, but the longest rows are nearer to the goal.
  const order = Array.from({ length: rows }, (_, row) => row).sort(
    (a, b) => (gram[b * rows + b] as number) - (gram[a * rows + a] as number) || a - b,
  );
  let basis: Float64Array = new Float64Array(dimension * rows);
  for (let index = 0; index < dimension; index++) {
    const row = order[index] as number;
    basis.set(gram.subarray(row * rows, (row + 1) * rows), index * rows);
  }
  orthonormalise(basis, dimension, rows);
  for (let round = 0; round < ROUNDS; round++) {
    basis = timesSymmetric(basis, gram, dimension, rows);
    orthonormalise(basis, dimension, rows);
  }
  return basis;
}

function gramOf(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const gram = new Float64Array(rows * rows);
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let k = 0; k < columns; k++) {
        sum += (matrix[a * columns + k] as number) * (matrix[b * columns + k] as number);
      }
      gram[a * rows + b] = sum;
      gram[b * rows + a] = sum;
    }
  }
  return gram;
}

function timesSymmetric(basis: Float64Array, gram: Float64Array, dimension: number, rows: number): Float64Array {
  const product = new Float64Array(dimension * rows);
  for (let index = 0; index < dimension; index++) {
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let k = 0; k < rows; k++) sum += (basis[index * rows + k] as number) * (gram[row * rows + k] as number);
      product[index * rows + row] = sum;
    }
  }
  return product;
}

/** Gram and Schmidt, each vector twice: once leaves more of the others in it than rounding would. */
function orthonormalise(basis: Float64Array, dimension: number, rows: number): void {
  for (let index = 0; index < dimension; index++) {
    const vector = basis.subarray(index * rows, (index + 1) * rows);
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < index; other++) {
        const known = basis.subarray(other * rows, (other + 1) * rows);
        let dot = 0;
        for (let k = 0; k < rows; k++) dot += (vector[k] as number) * (known[k] as number);
        for (let k = 0; k < rows; k++) vector[k] = (vector[k] as number) - dot * (known[k] as number);
      }
    }
    let squares = 0;
    for (const value of vector) squares += value * value;
    const length = Math.sqrt(squares);
    for (let k = 0; k < rows; k++) vector[k] = (vector[k] as number) / length;
  }
}
