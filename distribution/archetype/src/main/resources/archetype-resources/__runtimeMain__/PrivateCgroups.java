#define($sample)#include("/sample/runtime/PrivateCgroups.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)