#define($sample)#include("/sample/Schema.java")#end
$sample.toString().replace("com.example.jdock.copylink", $package).replace("CopyLinkDriver", "CopyStorageDriver").replace("copylink", $driverName)