/** Reference data nobody argues about: plans, images, kernels. */
@NullMarked
package myidc.compute.catalog;

import org.jspecify.annotations.NullMarked;
