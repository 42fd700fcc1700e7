package graph

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"onymous/graph/internal/disk"
)

// A backup is
//
//	"onymous backup\n"    15 bytes
//	head                  a length, and the store's record: layout, ontology, rules
//	entries               a Zstandard stream of: length of key, key, length of value, value
//	                      in order of keys; then a 0, the number of entries and their SHA-256
//
// Lengths and numbers are varints. It is not encrypted, whatever the store is.
const backupMagic = "onymous backup\n"

// maxBackupHead bounds the record at the beginning.
const maxBackupHead = 1 << 16

// Backup writes a snapshot to w while the store is in use. The backup is not
// encrypted.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	r, err := s.db.Read()
	if err != nil {
		return fmt.Errorf("graph: backup: %w", err)
	}
	defer r.Close()
	if err := writeBackup(ctx, r, w); err != nil {
		return fmt.Errorf("graph: backup: %w", err)
	}
	return nil
}

func writeBackup(ctx context.Context, r *disk.Reader, w io.Writer) error {
	record, ok, err := r.Get(metaKey)
	if err != nil {
		return err
	}
	if !ok {
		return corruptf("no store record")
	}
	head := append([]byte(backupMagic), binary.AppendUvarint(nil, uint64(len(record)))...)
	if _, err := w.Write(append(head, record...)); err != nil {
		return err
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	sum := sha256.New()
	buf := bufio.NewWriterSize(io.MultiWriter(z, sum), 1<<16)
	n := uint64(0)
	for e, err := range r.Scan(ctx, disk.Range{From: []byte{1}}) { // what begins with 0 is the disk's own
		if err != nil {
			return errors.Join(err, z.Close())
		}
		for _, part := range [][]byte{e.Key, e.Value} {
			buf.Write(binary.AppendUvarint(nil, uint64(len(part))))
			buf.Write(part) // an error stays until Flush
		}
		n++
	}
	if err := buf.Flush(); err != nil {
		return errors.Join(err, z.Close())
	}
	end := binary.AppendUvarint([]byte{0}, n)
	if _, err := z.Write(append(end, sum.Sum(nil)...)); err != nil {
		return errors.Join(err, z.Close())
	}
	return z.Close()
}

// Restore makes a new store in o.Dir, which must be empty or missing, from a backup,
// and checks it. It fails with ErrLayout if the backup is none, or of another layout or
// ontology, with ErrCorrupt if it is damaged or ends early; nothing is left in the
// folder then.
func Restore(ctx context.Context, o Options, r io.Reader) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("graph: restore: %w", err)
		}
	}()
	o = o.withDefaults()
	if o.Dir == "" || o.ReadOnly {
		return invalidf("a folder to write to is needed")
	}
	if entries, err := os.ReadDir(o.Dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("%w: the folder %s is not empty", ErrInvalid, o.Dir)
	}
	in := bufio.NewReaderSize(r, 1<<16)
	if err := readBackupHead(in); err != nil {
		return err
	}
	key, err := o.key()
	if err != nil {
		return err
	}
	if err := restoreEntries(ctx, o, key, in); err != nil {
		return errors.Join(err, removeContents(o.Dir))
	}
	// It may have been resolved by other rules: those of o are then applied.
	o.Rebuild = true
	s, err := Open(ctx, o)
	if err != nil {
		return err
	}
	return errors.Join(s.Check(ctx), s.Close())
}

func readBackupHead(in *bufio.Reader) error {
	magic := make([]byte, len(backupMagic))
	if _, err := io.ReadFull(in, magic); err != nil || string(magic) != backupMagic {
		return fmt.Errorf("%w: this is no backup of onymous", ErrLayout)
	}
	n, err := binary.ReadUvarint(in)
	if err != nil || n > maxBackupHead {
		return corruptf("the backup's head is damaged")
	}
	record := make([]byte, n)
	if _, err := io.ReadFull(in, record); err != nil {
		return corruptf("the backup ends in its head")
	}
	_, err = decodeMeta(record)
	return err
}

func restoreEntries(ctx context.Context, o Options, key []byte, in io.Reader) (err error) {
	db, err := disk.Open(ctx, disk.Options{Dir: o.Dir, CacheBytes: o.CacheBytes, Key: key, Log: o.Log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	w, err := db.Write(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Discard(ctx)) }()
	z, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(64<<20))
	if err != nil {
		return err
	}
	defer z.Close()
	entries := &backupReader{in: bufio.NewReaderSize(z, 1<<16), sum: sha256.New()}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		k, v, err := entries.next()
		if err != nil {
			return err
		}
		if k == nil {
			return w.Commit(ctx, nil)
		}
		if err := w.Set(k, v); err != nil {
			return err
		}
	}
}

// backupReader reads the entries of a backup.
type backupReader struct {
	in     *bufio.Reader
	sum    hash.Hash
	n      uint64
	before []byte
}

// next returns the next entry, or a nil key after the last.
func (b *backupReader) next() (key, value []byte, err error) {
	if key, err = b.part(disk.MaxKeyBytes); err != nil {
		return nil, nil, err
	}
	if len(key) == 0 {
		return nil, nil, b.end()
	}
	if value, err = b.part(disk.MaxValueBytes); err != nil {
		return nil, nil, err
	}
	if key[0] == 0 || b.before != nil && bytes.Compare(b.before, key) >= 0 {
		return nil, nil, corruptf("the backup's keys are out of order")
	}
	for _, part := range [][]byte{key, value} {
		b.sum.Write(binary.AppendUvarint(nil, uint64(len(part))))
		b.sum.Write(part)
	}
	b.before = key
	b.n++
	return key, value, nil
}

func (b *backupReader) part(limit uint64) ([]byte, error) {
	n, err := binary.ReadUvarint(b.in)
	if err != nil || n > limit {
		return nil, corruptf("the backup ends early or is damaged after %d entries", b.n)
	}
	part := make([]byte, n)
	if _, err := io.ReadFull(b.in, part); err != nil {
		return nil, corruptf("the backup ends early after %d entries", b.n)
	}
	return part, nil
}

// end checks the number of entries and their sum.
func (b *backupReader) end() error {
	n, err := binary.ReadUvarint(b.in)
	sum := make([]byte, sha256.Size)
	if err != nil || n != b.n {
		return corruptf("the backup has %d entries where it says %d", b.n, n)
	}
	if _, err := io.ReadFull(b.in, sum); err != nil || !bytes.Equal(sum, b.sum.Sum(nil)) {
		return corruptf("the backup's sum is wrong")
	}
	return nil
}

// removeContents empties a folder that was empty before.
func removeContents(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}
