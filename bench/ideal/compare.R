# Ideal points by aisle, pscl and MCMCpack from the same votes at the same priors.
#
#   Rscript bench/ideal/compare.R DIR ITERATIONS [pscl|MCMCpack]
#
# DIR is what bench_peers leaves. Prints one TSV line a measurement: name, size, value,
# unit, peer, ratio (aisle's over the peer's). A peer that is not installed is left out.
# Both start at aisle's posterior means, so that their burn-in, a tenth, is enough.
# Effective sizes are coda's for everyone; CPU seconds cover the whole call, burn-in too.
args <- commandArgs(trailingOnly = TRUE)
dir <- args[1]
iterations <- as.integer(args[2])
peers <- if (length(args) > 2) args[3] else c("pscl", "MCMCpack")
votes <- read.csv(file.path(dir, "votes.csv"), row.names = 1)
party <- votes$party
votes <- as.matrix(votes[, -1])
size <- paste(dim(votes), collapse = "x")

read_draws <- function(name) {
    f <- file(file.path(dir, name), "rb")
    on.exit(close(f))
    head <- readBin(f, "double", 4)
    x <- matrix(readBin(f, "double", prod(head[1:3])), ncol = head[3], byrow = TRUE)
    list(x = x, chain = rep(seq_len(head[1]), each = head[2]), cpu = head[4])
}

line <- function(name, value, unit, peer, ratio = "-")
    cat(paste(name, size, format(value, digits = 5), unit, peer, ratio, sep = "\t"), "\n", sep = "")

# Each draw on aisle's scale: mean 0, sd 1 over members, Republicans to the right.
standardise <- function(draws)
    t(apply(draws, 1, function(x) {
        x <- (x - mean(x)) / sqrt(mean((x - mean(x))^2))
        if (mean(x[party == "R"]) < mean(x[party != "R"])) -x else x
    }))

ess_of <- function(x, chain)
    Reduce(`+`, lapply(split(seq_len(nrow(x)), chain), function(rows)
        coda::effectiveSize(coda::mcmc(x[rows, ]))))

report <- function(peer, draws, cpu) {
    x <- standardise(draws)
    mean_x <- colMeans(x)
    sd_x <- apply(x, 2, sd)
    ess <- ess_of(x, rep(1, nrow(x)))
    line("r", cor(mean_x, long_mean), "1", peer)
    for (p in c("D", "R"))
        line(paste0("r_within_", p), cor(mean_x[party == p], long_mean[party == p]), "1", peer)
    line("sd_ratio_median", median(long_sd / sd_x), "1", peer)
    line("sd_ratio_5%", quantile(long_sd / sd_x, 0.05), "1", peer)
    line("sd_ratio_95%", quantile(long_sd / sd_x, 0.95), "1", peer)
    line("worst_mean_difference_in_sd", max(abs(mean_x - long_mean) / sd_x), "1", peer)
    line("cpu", cpu, "s", peer)
    line("ess_worst", min(ess), "draws", peer)
    line("ess_worst_per_cpu_s", min(ess) / cpu, "1/s", peer,
        format(min(usual_ess) / usual$cpu / (min(ess) / cpu), digits = 4))
    line("ess_median_per_cpu_s", median(ess) / cpu, "1/s", peer,
        format(median(usual_ess) / usual$cpu / (median(ess) / cpu), digits = 4))
}

# CPU seconds of what is evaluated, whose own words are kept off the output.
cpu_of <- function(expression) {
    utils::capture.output(time <- system.time(expression))
    sum(time[c("user.self", "sys.self")])
}

long <- read_draws("long.bin")
usual <- read_draws("usual.bin")
long_mean <- colMeans(long$x)
long_sd <- apply(long$x, 2, sd)
if (requireNamespace("coda", quietly = TRUE)) {
    usual_ess <- ess_of(usual$x, usual$chain)
    line("ess_worst_long", min(ess_of(long$x, long$chain)), "draws", "-")
    line("cpu", usual$cpu, "s", "-")
    line("ess_worst", min(usual_ess), "draws", "-")
    line("ess_worst_per_cpu_s", min(usual_ess) / usual$cpu, "1/s", "-")
    line("ess_median_per_cpu_s", median(usual_ess) / usual$cpu, "1/s", "-")
}

set.seed(1)
burn <- iterations %/% 10
if ("pscl" %in% peers && requireNamespace("pscl", quietly = TRUE)) {
    rc <- pscl::rollcall(votes, yea = 1, nay = 0, missing = NA)
    cpu <- cpu_of(fit <- pscl::ideal(rc, d = 1, maxiter = iterations, burnin = burn,
        thin = 10, normalize = FALSE, dropList = list(lop = 0), store.item = FALSE,
        startvals = list(x = matrix(long_mean)),
        priors = list(xp = 0, xpv = 1, bp = 0, bpv = 0.04)))
    report("pscl", fit$x[, , 1], cpu)
}
if ("MCMCpack" %in% peers && requireNamespace("MCMCpack", quietly = TRUE)) {
    cpu <- cpu_of(fit <- MCMCpack::MCMCirt1d(votes, burnin = burn,
        mcmc = iterations - burn, thin = 10, theta.start = long_mean, t0 = 0, T0 = 1,
        ab0 = 0, AB0 = 0.04, store.item = FALSE, seed = 1))
    report("MCMCpack", as.matrix(fit), cpu)
}
