package Relevo::Disk;

# A disk under Redis that is slow, full, or forgets at a power loss what was
# not synced (preload/disk.c).
#
#   my $disk = Relevo::Disk->new;
#   my $w = Relevo::World->new(redis_env => $disk->env);
#   $disk->slow(300);  $disk->full(1);  $disk->full(0);
#   $disk->power_loss($w);          # kill -9, and only what was synced is left

use strict;
use warnings;

use File::Basename qw(dirname);
use File::Temp qw(tempdir);

use Relevo::World;

my $SOURCE = dirname(__FILE__) . '/../preload/disk.c';


sub new {
    my ($class) = @_;

    my $dir = tempdir('relevo-disk-XXXXXX', TMPDIR => 1, CLEANUP => 1);
    chmod 0755, $dir;
    system(qw(gcc -std=gnu11 -Wall -Wextra -Werror -shared -fPIC -O1 -o),
        "$dir/disk.so", $SOURCE, '-ldl') == 0 or die "$SOURCE does not compile\n";
    mkdir "$dir/state";
    chmod 0777, "$dir/state";
    return bless { dir => $dir }, $class;
}


sub env {
    my ($self) = @_;

    return { LD_PRELOAD => "$self->{dir}/disk.so", RELEVO_DISK => "$self->{dir}/state" };
}


sub _set {
    my ($self, $name, $value) = @_;

    my $file = "$self->{dir}/state/$name";
    return unlink $file unless $value;
    open my $out, '>', $file or die "$file: $!";
    print $out "$value\n";
    close $out or die "$file: $!";
}


sub slow { my ($self, $ms) = @_; return $self->_set(slow => $ms) }
sub full { my ($self, $on) = @_; return $self->_set(full => $on) }


# Redis' file of the newest commands
sub log_file {
    my ($self, $w) = @_;

    my @files = glob $w->dir('redis') . '/appendonlydir/*.incr.aof';
    die 'there are ' . @files . " logs\n" if @files != 1;
    return $files[0];
}


# Returns the bytes that were lost.
sub power_loss {
    my ($self, $w) = @_;

    $w->kill9('redis');
    my $synced = 0;
    if (open my $in, '<', "$self->{dir}/state/synced") {
        chomp($synced = <$in>);
    }
    my $file = $self->log_file($w);
    my $lost = (-s $file) - $synced;
    truncate $file, $synced or die "$file: $!";
    return $lost;
}

1;
