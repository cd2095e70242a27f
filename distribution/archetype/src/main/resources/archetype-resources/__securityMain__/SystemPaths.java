#define($sample)#include("/sample/security/SystemPaths.java")#end
$sample.toString().replace("org.jdock.driver.security.defaults", $package)