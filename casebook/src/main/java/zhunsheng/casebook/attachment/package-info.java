/** Papers, addressed by what is in them, on a file system. */
@NullMarked
package zhunsheng.casebook.attachment;

import org.jspecify.annotations.NullMarked;
