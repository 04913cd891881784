package myidc.driver.libvirt;

import java.util.Arrays;
import myidc.compute.port.MachineRoom.RoomFailed;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.StorageVol;
import org.libvirt.Stream;
import org.w3c.dom.NodeList;

/** Files of hosts byte by byte, by way of the portal. */
final class FileStream {
    private static final int CHUNK = 256 * 1_024;

    private FileStream() {}

    /** Writes the bytes of one file into another from its beginning on. */
    static void copy(Connect source, StorageVol from, Connect target, StorageVol into) throws LibvirtException {
        long bytes = bytes(from);
        Stream out = source.streamNew(0);
        Stream in = target.streamNew(0);
        from.download(out, 0, bytes, 0);
        into.upload(in, 0, bytes, 0);
        byte[] piece = new byte[CHUNK];
        for (int got = out.receive(piece); got > 0; got = out.receive(piece)) {
            for (int at = 0; at < got; ) {
                at += in.send(Arrays.copyOfRange(piece, at, got));
            }
        }
        out.finish();
        in.finish();
    }

    /** When the file was last written, in libvirt's words. */
    static String writtenAt(StorageVol file) throws LibvirtException {
        return said(file, "mtime");
    }

    /** How long the file is, which is not how large its disk is. */
    static long bytes(StorageVol file) throws LibvirtException {
        return Long.parseLong(said(file, "physical"));
    }

    private static String said(StorageVol file, String what) throws LibvirtException {
        NodeList said = Xml.read(file.getXMLDesc(0)).getElementsByTagName(what);
        if (said.getLength() == 0) {
            throw new RoomFailed("the host does not say the " + what + " of " + file.getName());
        }
        return said.item(0).getTextContent().strip();
    }
}
