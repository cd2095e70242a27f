#define($sample)#include("/sample/runtime/Remains.java")#end
$sample.toString().replace("org.jdock.driver.runtime.oci", $package)