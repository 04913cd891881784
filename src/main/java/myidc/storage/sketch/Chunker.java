package myidc.storage.sketch;

import java.lang.foreign.MemorySegment;

/** Finds where the next chunk ends. */
public interface Chunker {
    /**
     * The length of the chunk that begins at {@code from}, from 1 to {@code available}, of which there must be as many as
     * the longest chunk unless the data end before.
     */
    int cut(MemorySegment memory, long from, int available);
}
