package myidc.scan;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, in words for the one who scans. */
final class IoReason {
    private IoReason() {}

    static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException gone -> "there is no such file" + encoding(String.valueOf(gone.getFile()));
            case AccessDeniedException denied -> "permission denied";
            case FileSystemLoopException loop -> "it leads back to itself";
            case FileSystemException other -> String.valueOf(other.getReason());
            default -> String.valueOf(e.getMessage());
        };
    }

    /** In the C locale a JVM reads names beyond ASCII as question marks and then finds nothing by them. */
    private static String encoding(String file) {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        boolean suspect = file.indexOf('?') >= 0 || file.indexOf('\uFFFD') >= 0;
        return suspect && !encoding.equalsIgnoreCase("UTF-8")
                ? "; file names are read as " + encoding + " here, LC_ALL=C.UTF-8 reads them all"
                : "";
    }
}
