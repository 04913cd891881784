package myidc.scan;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks Linux where a file has data: lseek(2) with SEEK_DATA and SEEK_HOLE. Where that can't be asked the whole file counts
 * as data, whose zeros are then read and left out all the same.
 */
@SuppressWarnings(
        "restricted") // Three calls of the C library; the launcher and the jar's manifest allow native access.
final class SeekData {
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;
    private static final int ENXIO = 6;
    private static final int O_RDONLY_CLOEXEC = 0x80000;

    /** More than these, and the file is read as a whole: the list would be longer than what it saves. */
    private static final int EXTENTS_MOST = 1_000_000;

    private static final @Nullable Calls CALLS = calls();

    private SeekData() {}

    private record Calls(
            MethodHandle open, MethodHandle seek, MethodHandle close, VarHandle errno, StructLayout state) {}

    static List<DataFile.Extent> extents(Path path, long size) {
        List<DataFile.Extent> whole = List.of(new DataFile.Extent(0, size));
        Calls calls = CALLS;
        if (calls == null) {
            return whole;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toAbsolutePath().toString());
            int file = (int) calls.open.invokeExact(name, O_RDONLY_CLOEXEC);
            if (file < 0) {
                return whole;
            }
            try {
                List<DataFile.Extent> found = seek(calls, file, size, arena.allocate(calls.state));
                return found == null ? whole : found;
            } finally {
                int ignored = (int) calls.close.invokeExact(file);
            }
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError error) {
                throw error;
            }
            return whole;
        }
    }

    private static @Nullable List<DataFile.Extent> seek(Calls calls, int file, long size, MemorySegment state)
            throws Throwable {
        List<DataFile.Extent> extents = new ArrayList<>();
        long at = 0;
        while (at < size) {
            long from = (long) calls.seek.invokeExact(state, file, at, SEEK_DATA);
            if (from < 0) {
                return (int) calls.errno.get(state, 0L) == ENXIO ? extents : null;
            }
            long end = (long) calls.seek.invokeExact(state, file, from, SEEK_HOLE);
            if (end <= from || extents.size() == EXTENTS_MOST) {
                return null;
            }
            extents.add(new DataFile.Extent(from, Math.min(end, size)));
            at = end;
        }
        return extents;
    }

    private static @Nullable Calls calls() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return null;
        }
        try {
            Linker linker = Linker.nativeLinker();
            SymbolLookup library = linker.defaultLookup();
            AddressLayout pointer = ValueLayout.ADDRESS;
            ValueLayout.OfInt number = ValueLayout.JAVA_INT;
            ValueLayout.OfLong offset = ValueLayout.JAVA_LONG;
            StructLayout state = Linker.Option.captureStateLayout();
            return new Calls(
                    linker.downcallHandle(
                            library.findOrThrow("open"),
                            FunctionDescriptor.of(number, pointer, number),
                            Linker.Option.firstVariadicArg(2)),
                    linker.downcallHandle(
                            library.findOrThrow("lseek64"),
                            FunctionDescriptor.of(offset, number, offset, number),
                            Linker.Option.captureCallState("errno")),
                    linker.downcallHandle(library.findOrThrow("close"), FunctionDescriptor.of(number, number)),
                    state.varHandle(MemoryLayout.PathElement.groupElement("errno")),
                    state);
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }
}
