// Package neural trains small recurrent networks and runs them in integers.
//
// A stage that learns builds its network from an Encoder, which turns the words
// of a sentence into vectors, and Linear layers; for each sentence it goes
// forward, turns the scores into gradients with Softmax, and goes back. Course
// does that for a corpus, again and again, and an Optimizer moves the parameters
// after each batch. Pack then rounds what was learnt, and Writer lays it out.
//
// A stage that reads takes its PackedEncoder and Packed layers from a Reader. They
// keep weights in 7 bits and vectors in 8, sum products as integers and round every other
// operation by itself, so that every machine finds the same tags and trees.
//
// A Head is for a stage that scores things one by one, by features of their own.
//
// # What can surprise
//
// Matrices have a number of columns that is a multiple of 8 (layers of 4 rows),
// which the kernels want. The kernels (kernel_amd64.s) are assembly for AVX2 and
// VNNI; the generic ones beside them give the same bits, some fifty times more
// slowly, where there is neither. Training is bit for bit the same on every amd64 machine;
// elsewhere the compiler may fuse multiplications with additions.
//
// Trained objects (Optimizer, Encoder, Linear, Arena) belong to one goroutine; packed
// ones are safe for concurrent use, each goroutine with its own Buffer.
package neural
