#define($sample)#include("/sample/runtime/Monitor.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)