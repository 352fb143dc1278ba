/** Work that time alone brings about, once across all nodes. */
@NullMarked
package zhunsheng.casebook.schedule;

import org.jspecify.annotations.NullMarked;
