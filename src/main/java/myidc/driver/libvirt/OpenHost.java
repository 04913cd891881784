package myidc.driver.libvirt;

import com.sun.jna.Pointer;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;
import org.libvirt.jna.ConnectionPointer;

/** A connection that can be handed to functions of the native library that the binding does not have. */
final class OpenHost extends Connect {
    OpenHost(String uri) throws LibvirtException {
        super(uri);
    }

    ConnectionPointer connection() {
        return vcp;
    }

    Pointer pointer() {
        return vcp.getPointer();
    }
}
