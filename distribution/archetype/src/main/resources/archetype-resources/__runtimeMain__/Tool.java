#define($sample)#include("/sample/runtime/Tool.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)