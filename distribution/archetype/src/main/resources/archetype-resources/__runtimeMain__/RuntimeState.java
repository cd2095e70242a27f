#define($sample)#include("/sample/runtime/RuntimeState.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)