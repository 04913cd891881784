/** What disks can do in operations a second, by the formulas in use, each under its name. Refuses to know whose disks. */
@NullMarked
package myidc.storage.iops;

import org.jspecify.annotations.NullMarked;
