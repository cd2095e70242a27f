#define($sample)#include("/sample/runtime/Dialect.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)