package myidc.driver.libvirt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.StreamPointer;

/** The call of libvirt's that opens a serial line: https://libvirt.org/html/libvirt-libvirt-domain.html#virDomainOpenConsole. */
interface NativeConsoles extends Library {
    NativeConsoles LIBRARY = Native.load("virt", NativeConsoles.class);

    /** VIR_DOMAIN_CONSOLE_FORCE: whoever has the line loses it. */
    int FORCE = 1;

    /** VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH: no password is asked for. */
    int SKIP_PASSWORD = 1;

    /** Connects the stream to the line; 0, or -1 when it failed. */
    int virDomainOpenConsole(DomainPointer domain, @Nullable String device, StreamPointer stream, int flags);

    /**
     * A socket that the screen is at, as a file of this process's; -1 when it failed. Hosts give one by a socket of this machine's alone:
     * https://libvirt.org/html/libvirt-libvirt-domain.html#virDomainOpenGraphicsFD.
     */
    int virDomainOpenGraphicsFD(DomainPointer domain, int index, int flags);
}
