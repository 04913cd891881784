/** Screens by RFB, the protocol of VNC (RFC 6143): what the drivers' screens have in common. */
@NullMarked
package myidc.driver.rfb;

import org.jspecify.annotations.NullMarked;
