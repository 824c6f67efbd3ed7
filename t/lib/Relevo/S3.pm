package Relevo::S3;

# An S3 store for tests (t/oracle/s3.mjs): s3rver, behind a proxy that signs
# every request anew with AWS's own signer and compares.
#
#   my $s3 = Relevo::S3->start($w->dir('bucket'));      # the folder is made
#   $w->part('worker')->write($s3->settings($w));
#   $s3->requests                                       "200 PUT /media/..."

use strict;
use warnings;

use FindBin;
use IPC::Open2;
use Test::More ();

use Relevo::Http;

my $CREDENTIAL = "AKIDTEST:s3cret/+key\n";


sub start {
    my ($class, $folder) = @_;

    my ($major) = (qx{node --version 2>/dev/null} // '') =~ /^v(\d+)/;
    my $node = ($major // 0) >= 20 ? 'node' : "$FindBin::Bin/node_modules/node/bin/node";
    -d "$FindBin::Bin/node_modules/s3rver"
        or Test::More::BAIL_OUT('s3rver is missing: (cd t && npm ci)');
    mkdir $folder;

    my $pid = open2(my $out, my $in, $node, '--no-warnings', "$FindBin::Bin/oracle/s3.mjs", $folder);
    my ($port) = (<$out> // '') =~ /port (\d+)/ or Test::More::BAIL_OUT('s3.mjs did not start');
    return bless { url => "http://127.0.0.1:$port", at => "127.0.0.1:$port", folder => $folder,
        pid => $pid, in => $in, owner => $$ }, $class;
}


sub url { return $_[0]{url} }
sub at  { return $_[0]{at} }


# Of the worker: this store, with the right credential.
sub settings {
    my ($self, $w) = @_;

    return ('store.kind' => 's3', 's3.endpoint' => $self->url, 's3.region' => 'eu-south-2',
        's3.bucket' => 'media',
        's3.credential_file' => $w->write_file('secrets/s3', $CREDENTIAL, 0600));
}


sub requests { return split /\n/, http($_[0]->at, GET => '/_log')->{body} }


# The file of an object in s3rver's folder; undef: there is none.
sub blob {
    my ($self, $name) = @_;

    my ($path) = grep { -f } glob "$self->{folder}/*/$name*_object";
    return $path;
}


sub stop {
    my ($self) = @_;

    return if !$self->{pid} || $$ != $self->{owner};
    kill 'TERM', $self->{pid};
    waitpid $self->{pid}, 0;
    delete $self->{pid};
}

sub DESTROY { local ($?, $!, $@); $_[0]->stop }

1;
